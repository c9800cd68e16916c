// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenBook.h"
#include "core/gateway/tokens/TokenDesk.h"
#include "core/gateway/tokens/TokenSigner.h"
#include "core/signin/Rsa.h"
#include "tests/support/Sanitized.h"
#include "tests/support/VaultTest.h"

#include <QElapsedTimer>

using namespace triptych;
using namespace std::chrono_literals;

/// Letting bearers in, again and again.
class TestTokenDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void admits();
    void refusesWhenNobodyCanTell();
    void refusesWhatWasRevoked();
    void refusesWhenTheKeyIsGone();
    void refusesWhatExpiresMeanwhile();
    void doesNotReviveWithASetBackClock();
    void followsAClockThatIsSetForward();
    void refusesAChangedTokenAfterTheGenuineOne();
    void costsMicrosecondsTheSecondTime();

private:
    QString admitted() const;
    bool isReady() const
    {
        return QTest::qWaitFor([this] { return bool(m_book->check(m_claims.id)); }, 10'000);
    }

    Secret m_privatePem;
    TokenVerifier m_verifier;

    std::unique_ptr<QTemporaryDir> m_home;
    std::shared_ptr<ManualClock> m_clock;
    TokenClaims m_claims;
    QByteArray m_token;
    std::unique_ptr<TokenBook> m_book;
    std::unique_ptr<TokenDesk> m_desk;
};

void TestTokenDesk::initTestCase()
{
    auto pair = rsa::newKeyPair();
    m_verifier = TokenVerifier::of({{QStringLiteral("k1"), pair.value().publicPem}}).value();
    m_privatePem = std::move(pair.value().privatePem);
}

void TestTokenDesk::init()
{
    m_desk.reset();
    m_book.reset();
    m_home = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ManualClock>();
    m_claims = newClaims(QStringLiteral("editor"), m_clock->wallTime());
    m_claims.expiresAt = m_claims.issuedAt.addSecs(3600);
    const auto token = TokenSigner(QStringLiteral("k1"), m_privatePem.clone()).sign(m_claims);
    m_token = token.value().view().toByteArray();
    m_book = std::make_unique<TokenBook>(m_home->filePath(QStringLiteral("gateway.sqlite")), m_clock);
    m_desk = std::make_unique<TokenDesk>(*m_book, m_clock);
    m_desk->setVerifier(m_verifier);
}

QString TestTokenDesk::admitted() const
{
    const auto claims = m_desk->admit(m_token);
    return claims ? QString() : claims.error().cause;
}

void TestTokenDesk::admits()
{
    QVERIFY(isReady());
    for (int time = 0; time < 3; ++time) {
        const auto claims = m_desk->admit(m_token);
        QVERIFY(claims);
        QCOMPARE(claims.value(), m_claims);
    }
    QCOMPARE(m_desk->misses(), 1);
    QVERIFY(m_desk->hits() >= 2);
}

void TestTokenDesk::refusesWhenNobodyCanTell()
{
    QCOMPARE(admitted(), QStringLiteral("token.unread"));
    QVERIFY(isReady());
    QCOMPARE(admitted(), QString());
}

void TestTokenDesk::refusesWhatWasRevoked()
{
    QVERIFY(isReady());
    Answer<Done> issued;
    m_book->issue(m_claims, issued.callback());
    QCOMPARE(issued.cause(), QString());
    QCOMPARE(admitted(), QString());
    Answer<Done> revoked;
    m_book->revoke(m_claims.id, revoked.callback());
    QCOMPARE(revoked.cause(), QString());
    QCOMPARE(admitted(), QStringLiteral("token.revoked"));
}

void TestTokenDesk::refusesWhenTheKeyIsGone()
{
    QVERIFY(isReady());
    QCOMPARE(admitted(), QString());
    m_desk->setVerifier({});
    QCOMPARE(admitted(), QStringLiteral("token"));
    m_desk->setVerifier(m_verifier);
    QCOMPARE(admitted(), QString());
}

void TestTokenDesk::refusesWhatExpiresMeanwhile()
{
    QVERIFY(isReady());
    QCOMPARE(admitted(), QString());
    m_clock->jumpWall(3629s);
    QCOMPARE(admitted(), QString());
    m_clock->jumpWall(1s);
    QCOMPARE(admitted(), QStringLiteral("token.expired"));
}

/// An hour passes, and somebody sets the clock back by a day: whether the token is remembered or not, it is over.
void TestTokenDesk::doesNotReviveWithASetBackClock()
{
    QVERIFY(isReady());
    QCOMPARE(admitted(), QString());
    m_clock->advance(3631s);
    m_clock->jumpWall(-24h);
    QTRY_COMPARE(admitted(), QStringLiteral("token.expired")); // once the book has read again
    m_desk->setVerifier(m_verifier);
    QCOMPARE(admitted(), QStringLiteral("token.expired"));
}

void TestTokenDesk::followsAClockThatIsSetForward()
{
    QVERIFY(isReady());
    m_clock->jumpWall(2h);
    QCOMPARE(admitted(), QStringLiteral("token.expired"));
    m_clock->jumpWall(-2h); // it was a mistake
    QCOMPARE(admitted(), QString());
}

void TestTokenDesk::refusesAChangedTokenAfterTheGenuineOne()
{
    QVERIFY(isReady());
    QCOMPARE(admitted(), QString());
    m_token.replace(m_token.size() - 20, 1, m_token.at(m_token.size() - 20) == 'A' ? "B" : "A");
    QCOMPARE(admitted(), QStringLiteral("token"));
}

void TestTokenDesk::costsMicrosecondsTheSecondTime()
{
    QVERIFY(isReady());
    QCOMPARE(admitted(), QString());
    constexpr int calls = 1000;
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < 20; ++round) { // the best one is not disturbed by what else the machine does
        QElapsedTimer timer;
        timer.start();
        for (int call = 0; call < calls; ++call)
            (void)m_desk->admit(m_token);
        best = std::min(best, timer.nsecsElapsed() / calls);
    }
    qInfo("%lld ns for a token that is known", best);
    if (isSanitized)
        QSKIP("a sanitizer is slower than any promise");
    QVERIFY(best < 10'000);
}

QTEST_GUILESS_MAIN(TestTokenDesk)
#include "tst_tokendesk.moc"
