// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/SqliteAnswers.h"
#include "tests/support/IdempotencyAnswers.h"
#include "tests/support/ManualClock.h"

#include <QTemporaryDir>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QByteArray body = bodyHash("{}");

} // namespace

/// A day, and a clock that somebody sets.
class TestSqliteAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_table.reset(); }
    void forgetsAfterADay();
    void sweepsWhatIsOld();
    void holdsALeaseForItsTime();
    void holdsALeaseAgainstWhoWaitedForItsTurn();
    void setForthTwoHoldButOneAnswers();
    void setBackALeaseIsNotHeldForHours();
    void saysWhenTheFileIsGone();

private:
    QDateTime now() const { return m_clock.wallTime(); }
    Lease claimed(const char *name) { return leaseOf(m_table->claim(keyNamed(name), body, now())); }

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<SqliteAnswers> m_table;
};

void TestSqliteAnswers::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    auto database = GatewayDatabase::open(m_home->filePath(QStringLiteral("gateway.sqlite")));
    QVERIFY(database);
    m_table = std::make_unique<SqliteAnswers>(std::move(database).value(), IdempotencyTimes());
}

void TestSqliteAnswers::forgetsAfterADay()
{
    const Lease lease = claimed("a");
    QVERIFY(isTrue(m_table->complete(lease, answerOf("1"), now())));
    m_clock.advance(24h - 1ms);
    QVERIFY(is<StoredAnswer>(m_table->claim(keyNamed("a"), body, now())));
    m_clock.advance(1ms);
    QVERIFY(claimed("a").fence > lease.fence);
}

void TestSqliteAnswers::sweepsWhatIsOld()
{
    QVERIFY(isTrue(m_table->complete(claimed("a"), answerOf("what a model said"), now())));
    const QString file = m_home->filePath(QStringLiteral("gateway.sqlite"));
    const auto isOnDisk = [&] {
        QFile stored(file);
        return stored.open(QIODevice::ReadOnly) && stored.readAll().contains("what a model said");
    };
    m_clock.advance(23h);
    QVERIFY(m_table->sweep(now()));
    QVERIFY(isOnDisk());
    m_clock.advance(1h);
    QVERIFY(m_table->sweep(now()));
    QVERIFY(!isOnDisk());
}

void TestSqliteAnswers::holdsALeaseForItsTime()
{
    const Lease lease = claimed("a");
    m_clock.advance(29s);
    QVERIFY(isTrue(m_table->renew(lease, now())));
    m_clock.advance(30s - 1ms);
    QVERIFY(is<RunningElsewhere>(m_table->claim(keyNamed("a"), body, now())));
    m_clock.advance(1ms);
    QVERIFY(claimed("a").fence > lease.fence);
    QVERIFY(isFalse(m_table->renew(lease, now())));
}

void TestSqliteAnswers::holdsALeaseAgainstWhoWaitedForItsTurn()
{
    const QDateTime earlier = now();
    for (const auto wait : {1ms, 5000ms, 5000ms}) {
        m_clock.advance(wait);
        const Lease lease = claimed("a");
        QVERIFY(is<RunningElsewhere>(m_table->claim(keyNamed("a"), body, earlier)));
        QVERIFY(m_table->release(lease));
    }
}

void TestSqliteAnswers::setForthTwoHoldButOneAnswers()
{
    const Lease first = claimed("a");
    m_clock.jumpWall(1h);
    const Lease second = claimed("a");
    QVERIFY(second.fence > first.fence);
    m_clock.jumpWall(-1h);
    QVERIFY(isFalse(m_table->complete(first, answerOf("1"), now())));
    QVERIFY(isTrue(m_table->complete(second, answerOf("2"), now())));
    QVERIFY(isFalse(m_table->complete(first, answerOf("1"), now())));
}

void TestSqliteAnswers::setBackALeaseIsNotHeldForHours()
{
    const Lease first = claimed("a");
    m_clock.jumpWall(-1h);
    const Lease second = claimed("a");
    QVERIFY(second.fence > first.fence);
    QVERIFY(isFalse(m_table->complete(first, answerOf("1"), now())));
    QVERIFY(isTrue(m_table->complete(second, answerOf("2"), now())));
}

void TestSqliteAnswers::saysWhenTheFileIsGone()
{
    const Lease lease = claimed("a");
    QFile file(m_home->filePath(QStringLiteral("gateway.sqlite")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(100));
    file.close();
    const auto claim = m_table->claim(keyNamed("b"), body, now());
    QVERIFY(!claim);
    QCOMPARE(claim.error().cause, QStringLiteral("gateway.damaged"));
    QVERIFY(!m_table->complete(lease, answerOf("1"), now()));
}

QTEST_GUILESS_MAIN(TestSqliteAnswers)
#include "tst_sqliteanswers.moc"
