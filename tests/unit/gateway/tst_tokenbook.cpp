// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/store/GatewayDatabase.h"
#include "core/gateway/tokens/TokenBook.h"
#include "tests/support/TokenTexts.h"
#include "tests/support/VaultTest.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>

using namespace triptych;

/// Several books on one file, as several gateways and commands of one home have them.
class TestTokenBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsNothingBeforeItHasRead();
    void listsWhatWasIssued();
    void keepsTheFilePrivate();
    void refusesAnIdTwice();
    void refusesToRevokeWhatIsNotThere();
    void obeysAnotherBookWithinASecond();
    void obeysItsOwnRevocationAtOnce();
    void staysRevoked();
    void addsUpWhatTwoBooksSpend();
    void listsAForeignTokenOnceItWasUsed();
    void writesWhatWaitsWhenItGoes();
    void keepsCallsUnderTheBudget();
    void countsWhatOthersSpent();
    void limitsNothingWithoutABudget();
    void refusesWhileTheFileIsDamaged();
    void refusesWhatItReadTooLongAgo();
    void writesOnceTheFileIsFree();

private:
    std::unique_ptr<TokenBook> newBook() const { return std::make_unique<TokenBook>(m_file, m_clock); }
    std::unique_ptr<TokenBook> readBook() const; ///< It has read its file.
    static QString standing(const TokenBook &book, const QString &id);
    static QString standing(const TokenBook &book) { return standing(book, QStringLiteral("anything")); }
    static QString issued(TokenBook &book, const TokenClaims &claims);
    static QString revoked(TokenBook &book, const QString &id);
    static std::vector<TokenRecord> listed(TokenBook &book);
    static TokenRecord firstListed(TokenBook &book);
    static double spent(const TokenBook &book, const QString &id);

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_file;
    std::shared_ptr<ManualClock> m_clock;
    TokenClaims m_claims;
};

void TestTokenBook::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_file = m_home->filePath(QStringLiteral("gateway.sqlite"));
    m_clock = std::make_shared<ManualClock>();
    m_claims = newClaims(QStringLiteral("editor"), tokenNow);
}

std::unique_ptr<TokenBook> TestTokenBook::readBook() const
{
    auto book = newBook();
    const bool isRead = QTest::qWaitFor([&] { return standing(*book).isEmpty(); }, 10'000);
    return isRead ? std::move(book) : nullptr;
}

QString TestTokenBook::standing(const TokenBook &book, const QString &id)
{
    const auto allowed = book.check(id);
    return allowed ? QString() : allowed.error().cause;
}

QString TestTokenBook::issued(TokenBook &book, const TokenClaims &claims)
{
    Answer<Done> answer;
    book.issue(claims, answer.callback());
    return answer.cause();
}

QString TestTokenBook::revoked(TokenBook &book, const QString &id)
{
    Answer<Done> answer;
    book.revoke(id, answer.callback());
    return answer.cause();
}

std::vector<TokenRecord> TestTokenBook::listed(TokenBook &book)
{
    Answer<std::vector<TokenRecord>> answer;
    book.list(answer.callback());
    return answer.cause().isEmpty() ? answer.value() : std::vector<TokenRecord>();
}

TokenRecord TestTokenBook::firstListed(TokenBook &book)
{
    const auto records = listed(book);
    return records.empty() ? TokenRecord() : records.front();
}

double TestTokenBook::spent(const TokenBook &book, const QString &id)
{
    const auto usd = book.spentUsd(id);
    return usd ? usd.value() : -1;
}

void TestTokenBook::tellsNothingBeforeItHasRead()
{
    const auto book = newBook();
    QCOMPARE(book->check(m_claims.id).error().kind, ErrorKind::Storage);
    QCOMPARE(standing(*book), QStringLiteral("token.unread"));
    QCOMPARE(book->spentUsd(m_claims.id).error().cause, QStringLiteral("token.unread"));
    QCOMPARE(book->reserve(m_claims, 0.1).error().cause, QStringLiteral("token.unread"));
    QSignalSpy changes(book.get(), &TokenBook::changed);
    QTRY_COMPARE(standing(*book), QString());
    QCOMPARE(changes.size(), 1);
}

void TestTokenBook::listsWhatWasIssued()
{
    const auto book = newBook();
    m_claims.scope = {QStringLiteral("chat"), QStringLiteral("metrics")};
    m_claims.models = {QStringLiteral("claude-*"), QStringLiteral("local/demo")};
    m_claims.budgetUsd = 2.5;
    QCOMPARE(issued(*book, m_claims), QString());
    const TokenClaims later = newClaims(QStringLiteral("scraper"), tokenNow.addSecs(1));
    QCOMPARE(issued(*book, later), QString());
    const auto records = listed(*book);
    QCOMPARE(records.size(), size_t(2));
    QCOMPARE(records[0].claims, later);
    QCOMPARE(records[1].claims, m_claims);
    QVERIFY(!records[1].revokedAt && !records[1].lastUsedAt);
    QCOMPARE(records[1].calls, 0);
    QCOMPARE(records[1].spentUsd, 0.0);
}

void TestTokenBook::keepsTheFilePrivate()
{
    QCOMPARE(issued(*newBook(), m_claims), QString());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(m_file).permissions() & others));
}

void TestTokenBook::refusesAnIdTwice()
{
    const auto book = newBook();
    QCOMPARE(issued(*book, m_claims), QString());
    QCOMPARE(issued(*book, m_claims), QStringLiteral("token.taken"));
    QCOMPARE(listed(*book).size(), size_t(1));
}

void TestTokenBook::refusesToRevokeWhatIsNotThere()
{
    QCOMPARE(revoked(*newBook(), QStringLiteral("x' OR '1'='1")), QStringLiteral("token.unknown"));
}

void TestTokenBook::obeysAnotherBookWithinASecond()
{
    const auto gateway = readBook();
    QVERIFY(gateway);
    const auto command = newBook();
    const TokenClaims other = newClaims(QStringLiteral("other"), tokenNow);
    QCOMPARE(issued(*command, m_claims), QString());
    QCOMPARE(issued(*command, other), QString());
    QCOMPARE(standing(*gateway, m_claims.id), QString());

    QSignalSpy changes(gateway.get(), &TokenBook::changed);
    QCOMPARE(revoked(*command, m_claims.id), QString());
    QTRY_COMPARE_WITH_TIMEOUT(standing(*gateway, m_claims.id), QStringLiteral("token.revoked"), 1000);
    QCOMPARE(gateway->check(m_claims.id).error().kind, ErrorKind::Unauthorized);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(standing(*gateway, other.id), QString());
}

void TestTokenBook::obeysItsOwnRevocationAtOnce()
{
    const auto book = newBook();
    QCOMPARE(issued(*book, m_claims), QString());
    QCOMPARE(standing(*book, m_claims.id), QString());
    QCOMPARE(revoked(*book, m_claims.id), QString());
    QCOMPARE(standing(*book, m_claims.id), QStringLiteral("token.revoked"));
}

void TestTokenBook::staysRevoked()
{
    m_clock->jumpWall(std::chrono::hours(1));
    {
        const auto book = newBook();
        QCOMPARE(issued(*book, m_claims), QString());
        QCOMPARE(revoked(*book, m_claims.id), QString());
        book->used(m_claims, 1);
    }
    const QDateTime before = m_clock->wallTime();
    m_clock->jumpWall(std::chrono::hours(1));
    const auto book = readBook();
    QVERIFY(book);
    QCOMPARE(standing(*book, m_claims.id), QStringLiteral("token.revoked"));
    QCOMPARE(revoked(*book, m_claims.id), QString());
    QCOMPARE(firstListed(*book).revokedAt.value().toSecsSinceEpoch(), before.toSecsSinceEpoch());
}

void TestTokenBook::addsUpWhatTwoBooksSpend()
{
    const auto one = readBook();
    const auto two = readBook();
    QVERIFY(one && two);
    for (int call = 0; call < 100; ++call) {
        one->used(m_claims, 0.25);
        two->used(m_claims, 0.5);
    }
    QCOMPARE(spent(*one, m_claims.id), 25.0); // its own at once
    QTRY_COMPARE(spent(*one, m_claims.id), 75.0);
    QTRY_COMPARE(spent(*two, m_claims.id), 75.0);
    QCOMPARE(firstListed(*one).calls, 200);
    one->used(m_claims, 0.25);
    QTRY_COMPARE(spent(*two, m_claims.id), 75.25);
    QCOMPARE(spent(*one, m_claims.id), 75.25); // and never twice
}

void TestTokenBook::listsAForeignTokenOnceItWasUsed()
{
    const auto book = readBook();
    QVERIFY(book);
    QCOMPARE(revoked(*book, m_claims.id), QStringLiteral("token.unknown"));
    book->used(m_claims);
    QTRY_COMPARE(listed(*book).size(), size_t(1));
    const TokenRecord record = firstListed(*book);
    QCOMPARE(record.claims, m_claims);
    QCOMPARE(record.calls, 1);
    QCOMPARE(record.lastUsedAt.value().toSecsSinceEpoch(), m_clock->wallTime().toSecsSinceEpoch());
    QCOMPARE(revoked(*book, m_claims.id), QString());
    QCOMPARE(standing(*book, m_claims.id), QStringLiteral("token.revoked"));
}

void TestTokenBook::writesWhatWaitsWhenItGoes()
{
    readBook()->used(m_claims, 1.5);
    const auto book = readBook();
    QVERIFY(book);
    QCOMPARE(spent(*book, m_claims.id), 1.5);
}

/// 256 calls at once, each for an eighth of a dollar, of which eight may go.
void TestTokenBook::keepsCallsUnderTheBudget()
{
    m_claims.budgetUsd = 1;
    const auto book = readBook();
    QVERIFY(book);
    int allowed = 0;
    for (int call = 0; call < 256; ++call)
        allowed += book->reserve(m_claims, 0.125) ? 1 : 0;
    QCOMPARE(allowed, 8);

    book->settle(m_claims, 0.125, 0.0625); // one was cheaper: there is room again
    QVERIFY(book->reserve(m_claims, 0.125));
    QVERIFY(!book->reserve(m_claims, 0.125));
    for (int call = 0; call < 8; ++call)
        book->settle(m_claims, 0.125, 0.125);
    const auto refused = book->reserve(m_claims, 0.125);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::RateLimited);
    QCOMPARE(refused.error().cause, QStringLiteral("token.spent"));
    QTRY_COMPARE(firstListed(*book).spentUsd, 1.0625);
    QCOMPARE(book->reserve(m_claims, 0.125).error().cause, QStringLiteral("token.spent"));
}

void TestTokenBook::countsWhatOthersSpent()
{
    m_claims.budgetUsd = 1;
    readBook()->used(m_claims, 0.75);
    const auto book = readBook();
    QVERIFY(book);
    QVERIFY(book->reserve(m_claims, 0.25));
    QVERIFY(!book->reserve(m_claims, 0.25));
}

void TestTokenBook::limitsNothingWithoutABudget()
{
    const auto book = readBook();
    QVERIFY(book);
    for (int call = 0; call < 256; ++call)
        QVERIFY(book->reserve(m_claims, 1e6));
}

void TestTokenBook::refusesWhileTheFileIsDamaged()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^gateway\\.damaged: ")));
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(8192, 'x')) == 8192);
    file.close();
    const auto book = newBook();
    QTRY_COMPARE(standing(*book), QStringLiteral("gateway.damaged"));
    QCOMPARE(book->reserve(m_claims, 0).error().kind, ErrorKind::Storage);
    QCOMPARE(issued(*book, m_claims), QStringLiteral("gateway.damaged"));
    QVERIFY(file.remove());
    QTRY_COMPARE(standing(*book), QString());
}

/// Another process that holds the file keeps revocations out of sight.
void TestTokenBook::refusesWhatItReadTooLongAgo()
{
    const auto book = readBook();
    QVERIFY(book);
    const auto other = GatewayDatabase::open(m_file);
    QVERIFY(other && execute(other.value()->sql(), QStringLiteral("BEGIN EXCLUSIVE")));
    QTRY_COMPARE((m_clock->advance(std::chrono::seconds(4)), standing(*book)), QStringLiteral("token.stale"));
    QCOMPARE(book->reserve(m_claims, 0).error().cause, QStringLiteral("token.stale"));
    QVERIFY(execute(other.value()->sql(), QStringLiteral("ROLLBACK")));
    QTRY_COMPARE(standing(*book), QString());
}

void TestTokenBook::writesOnceTheFileIsFree()
{
    const auto book = readBook();
    QVERIFY(book);
    const auto other = GatewayDatabase::open(m_file);
    QVERIFY(other && execute(other.value()->sql(), QStringLiteral("BEGIN IMMEDIATE"))); // others may read
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("^gateway\\.busy: ")));
    QSignalSpy problems(book.get(), &TokenBook::problem);
    book->used(m_claims, 2);
    QTRY_COMPARE(problems.size(), 1);
    QCOMPARE(problems.at(0).at(0).value<Error>().cause, QStringLiteral("gateway.busy"));
    QCOMPARE(standing(*book), QString());
    QVERIFY(execute(other.value()->sql(), QStringLiteral("ROLLBACK")));
    QTRY_COMPARE(problems.size(), 2);
    QCOMPARE(problems.at(1).at(0).value<Error>().cause, QString());
    QCOMPARE(firstListed(*book).spentUsd, 2.0);
}

QTEST_GUILESS_MAIN(TestTokenBook)
#include "tst_tokenbook.moc"
