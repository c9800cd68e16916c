// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/CopilotTokens.h"
#include "tests/support/ManualClock.h"
#include "tests/support/ScriptedServer.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr const char *githubToken = "gho_canary-0123456789";

QByteArray tokenBody(const QByteArray &token, const QDateTime &now, const QByteArray &more = {})
{
    return R"({"token":")" + token + R"(","refresh_in":1500,"expires_at":)"
        + QByteArray::number(now.toSecsSinceEpoch() + 1800) + more + "}";
}

} // namespace

/// The exchange for the token that lets lanes in, over real sockets on a clock that the test moves.
class TestCopilotTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void exchangesOnceForAll();
    void keepsUntilItIsDue();
    void anotherWhenTheMachineSlept();
    void forgetsWhatWasRefused();
    void aFailureFailsAllAndIsNotKept();
    void hostileAddressesGetNothing();
    void followsNoRedirect();
    void hearsNoMoreThanItWill();
    void givesUpInTime();
    void keepsNothingPastALock();

private:
    void find(const char *key = githubToken);
    QByteArray token(std::size_t answer) const;

    ManualClock m_clock;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<CopilotTokens> m_tokens;
    CopilotAccount m_account;
    std::vector<Result<CopilotGrant>> m_answers;
};

void TestCopilotTokens::init()
{
    m_transport = std::make_unique<HttpTransport>(m_clock);
    m_server = std::make_unique<ScriptedServer>();
    m_tokens = std::make_unique<CopilotTokens>(*m_transport, m_clock);
    m_account = {.keyId = "k", .hosts = *CopilotHosts::of(m_server->url(QString()))};
    m_answers.clear();
}

void TestCopilotTokens::cleanup()
{
    m_tokens.reset();
    m_transport.reset();
    m_server.reset();
}

void TestCopilotTokens::find(const char *key)
{
    m_tokens->find(m_account, Secret::copyOf(key),
                   [this](Result<CopilotGrant> grant) { m_answers.push_back(std::move(grant)); });
}

QByteArray TestCopilotTokens::token(std::size_t answer) const
{
    return m_answers.at(answer) ? m_answers.at(answer).value().token.view().toByteArray()
                                : m_answers.at(answer).error().cause.toUtf8();
}

void TestCopilotTokens::exchangesOnceForAll()
{
    m_server->play({script::Pause {}, script::answer(200, tokenBody("one", m_clock.wallTime()))});
    for (int lane = 0; lane < 5; ++lane)
        find();
    QTRY_VERIFY(m_server->isPaused());
    find();
    m_server->release();
    QTRY_COMPARE(m_answers.size(), size_t(6));
    for (std::size_t i = 0; i < 6; ++i)
        QCOMPARE(token(i), QByteArray("one"));
    QCOMPARE(m_server->requests().size(), size_t(1));
    const ScriptedRequest sent = m_server->requests().front();
    QCOMPARE(sent.method() + ' ' + sent.target(), QByteArray("GET /copilot_internal/v2/token"));
    QCOMPARE(sent.header("authorization"), QByteArray("token ") + githubToken);
    QCOMPARE(sent.header("user-agent"), QByteArray("Triptych/" TRIPTYCH_VERSION));
}

void TestCopilotTokens::keepsUntilItIsDue()
{
    m_server->play({script::answer(200, tokenBody("one", m_clock.wallTime()))});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    m_clock.advance(1439s);
    find();
    QCOMPARE(token(1), QByteArray("one")); // at once, and nothing was asked
    QCOMPARE(m_server->requests().size(), size_t(1));
    m_clock.advance(1s);
    m_server->play({script::answer(200, tokenBody("two", m_clock.wallTime()))});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(3));
    QCOMPARE(token(2), QByteArray("two"));
}

void TestCopilotTokens::anotherWhenTheMachineSlept()
{
    // The answer's own date counts, not the clock of this machine: GitHub's is an hour ahead.
    const QDateTime there = m_clock.wallTime().addSecs(3600);
    const QByteArray date
        = "Date: " + QLocale::c().toString(there.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss").toLatin1() + " GMT\r\n";
    m_server->play({script::answer(200, tokenBody("one", there), date)});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    m_clock.advance(1439s);
    find();
    QCOMPARE(m_answers.size(), size_t(2));
    m_clock.advance(8h);
    m_server->play({script::answer(200, tokenBody("two", m_clock.wallTime()))});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(3));
    QCOMPARE(token(2), QByteArray("two"));
}

void TestCopilotTokens::forgetsWhatWasRefused()
{
    m_server->play({script::answer(200, tokenBody("one", m_clock.wallTime()))});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    m_server->play({script::answer(200, tokenBody("two", m_clock.wallTime()))});
    m_tokens->forget("k", m_answers[0].value().number);
    find();
    QTRY_COMPARE(m_answers.size(), size_t(2));
    m_tokens->forget("k", m_answers[0].value().number); // a lane that is late: the newer token stays
    find();
    QCOMPARE(token(2), QByteArray("two"));
}

void TestCopilotTokens::aFailureFailsAllAndIsNotKept()
{
    const QByteArray echo = R"({"message":"no access for )" + QByteArray(githubToken)
        + R"(","error_details":{"message":"Not for )" + githubToken + R"("}})";
    m_server->play({script::answer(403, echo)});
    find();
    find();
    QTRY_COMPARE(m_answers.size(), size_t(2));
    QCOMPARE(token(0), QByteArray("copilot.refused"));
    const Error &error = m_answers[1].error();
    QVERIFY(!(error.message + error.rawBody + error.requestId).contains(QStringLiteral("canary")));
    QVERIFY(error.message.startsWith(QStringLiteral("Not for")));
    m_server->play({script::answer(200, tokenBody("one", m_clock.wallTime()))});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(3));
    QCOMPARE(token(2), QByteArray("one"));
}

void TestCopilotTokens::hostileAddressesGetNothing()
{
    ScriptedServer other;
    const QByteArray api = R"(,"endpoints":{"api":")" + other.url(QString()).toEncoded() + "\"}";
    m_server->play({script::answer(200, tokenBody("one", m_clock.wallTime(), api))});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QCOMPARE(token(0), QByteArray("copilot.origin"));
    QCOMPARE(other.connections(), 0);
}

void TestCopilotTokens::followsNoRedirect()
{
    ScriptedServer other;
    m_server->play({script::answer(302, "", "Location: " + other.url().toEncoded() + "\r\n")});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QCOMPARE(token(0), QByteArray("redirect_cross_origin"));
    QCOMPARE(other.connections(), 0);
}

void TestCopilotTokens::hearsNoMoreThanItWill()
{
    m_server->play({script::answer(200, QByteArray(qsizetype(SecretFetch::largestBody) + 1, ' '))});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(1));
    QCOMPARE(token(0), QByteArray("too_large"));
}

void TestCopilotTokens::givesUpInTime()
{
    find();
    QTRY_COMPARE(m_server->requests().size(), size_t(1));
    m_clock.advance(SecretFetch::limit - 1s);
    QVERIFY(m_answers.empty());
    m_clock.advance(1s);
    QCOMPARE(m_answers.size(), size_t(1));
    QCOMPARE(token(0), QByteArray("first_content"));
}

void TestCopilotTokens::keepsNothingPastALock()
{
    m_server->play({script::Pause {}, script::answer(200, tokenBody("one", m_clock.wallTime()))});
    find();
    QTRY_VERIFY(m_server->isPaused());
    m_tokens->clear();
    m_server->release();
    QTRY_COMPARE(m_answers.size(), size_t(1)); // who waits is served
    m_server->play({script::answer(200, tokenBody("two", m_clock.wallTime()))});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(2));
    QCOMPARE(token(1), QByteArray("two"));
    m_tokens->clear();
    m_server->play({script::answer(200, tokenBody("three", m_clock.wallTime()))});
    find();
    QTRY_COMPARE(m_answers.size(), size_t(3));
    QCOMPARE(token(2), QByteArray("three"));
}

QTEST_GUILESS_MAIN(TestCopilotTokens)
#include "tst_copilottokens.moc"
