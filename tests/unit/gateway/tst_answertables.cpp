// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/RedisAnswers.h"
#include "core/gateway/idempotency/SqliteAnswers.h"
#include "tests/support/IdempotencyAnswers.h"
#include "tests/support/RedisServer.h"

#include <barrier>
#include <thread>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QByteArray body = bodyHash("{}");
const QByteArray other = bodyHash("[]");
const IdempotencyTimes usual;
const IdempotencyTimes brief {.lease = 40ms, .margin = 5ms};

QDateTime now()
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace

/// What every table promises, asked of both.
class TestAnswerTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void givesTheSameAnswerAgain();
    void remembersOverARestart();
    void refusesAnotherBody();
    void tellsThatItRunsElsewhere();
    void freesAKey();
    void renewsOnlyItsOwn();
    void takesOverWhatRanOut();
    void takesALateAnswerIfNobodyCame();
    void refusesAStaleAnswerAfterTheNewestLeft();
    void keepsKeysApart();
    void remembersThatAnAnswerWasTooLarge();
    void letsOneOfManyRun();

private:
    std::unique_ptr<AnswerTable> table(const IdempotencyTimes &times = usual) const;
    Lease takenOver(AnswerTable &by, const IdempotencyKey &key) const;

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<RedisServer> m_redis;
};

void TestAnswerTables::initTestCase_data()
{
    QTest::addColumn<bool>("isRedis");
    QTest::newRow("sqlite") << false;
    if (RedisServer::isInstalled())
        QTest::newRow("redis") << true;
}

void TestAnswerTables::init()
{
    QFETCH_GLOBAL(bool, isRedis);
    m_home = std::make_unique<QTemporaryDir>();
    m_redis.reset();
    if (!isRedis)
        return;
    m_redis = std::make_unique<RedisServer>();
    QVERIFY(m_redis->start());
}

std::unique_ptr<AnswerTable> TestAnswerTables::table(const IdempotencyTimes &times) const
{
    if (m_redis)
        return std::make_unique<RedisAnswers>(m_redis->address(), times);
    auto database = GatewayDatabase::open(m_home->filePath(QStringLiteral("gateway.sqlite")));
    return std::make_unique<SqliteAnswers>(std::move(database).value(), times);
}

/// What the next one gets once the lease before has run out.
Lease TestAnswerTables::takenOver(AnswerTable &by, const IdempotencyKey &key) const
{
    Lease lease;
    (void)QTest::qWaitFor([&] {
        lease = leaseOf(by.claim(key, body, now()));
        return lease.fence > 0;
    });
    return lease;
}

void TestAnswerTables::givesTheSameAnswerAgain()
{
    const auto one = table();
    const auto two = table();
    const Lease lease = leaseOf(one->claim(keyNamed("a"), body, now()));
    QVERIFY(lease.fence > 0);
    const StoredAnswer answer {
        201, {{"content-type", "text/event-stream"}, {"x-a", "b: c"}}, QByteArray("data: \0\r\n\xff\xfe", 11)};
    QVERIFY(isTrue(one->complete(lease, answer, now())));
    for (AnswerTable *gateway : {one.get(), two.get()}) {
        const auto again = gateway->claim(keyNamed("a"), body, now());
        QVERIFY(is<StoredAnswer>(again));
        QCOMPARE(std::get<StoredAnswer>(again.value()), answer);
    }
    QVERIFY(isTrue(one->complete(lease, answer, now())) || !m_redis); // Redis: after a connection that broke
    QVERIFY(is<StoredAnswer>(two->claim(keyNamed("a"), body, now())));
}

void TestAnswerTables::remembersOverARestart()
{
    auto one = table();
    const Lease lease = leaseOf(one->claim(keyNamed("a"), body, now()));
    QVERIFY(isTrue(one->complete(lease, answerOf("1"), now())));
    const Lease open = leaseOf(one->claim(keyNamed("b"), body, now()));
    if (m_redis) {
        m_redis->kill();
        QVERIFY(m_redis->start());
    } else {
        one = table();
    }
    QVERIFY(is<StoredAnswer>(one->claim(keyNamed("a"), body, now())));
    QVERIFY(is<RunningElsewhere>(one->claim(keyNamed("b"), body, now())));
    QVERIFY(isTrue(one->complete(open, answerOf("2"), now())));
    QVERIFY(leaseOf(one->claim(keyNamed("c"), body, now())).fence > open.fence);
}

void TestAnswerTables::refusesAnotherBody()
{
    const auto one = table();
    const Lease lease = leaseOf(one->claim(keyNamed("a"), body, now()));
    QVERIFY(is<OtherBody>(one->claim(keyNamed("a"), other, now())));
    QVERIFY(isTrue(one->complete(lease, answerOf("1"), now())));
    QVERIFY(is<OtherBody>(one->claim(keyNamed("a"), other, now())));
    QVERIFY(is<StoredAnswer>(one->claim(keyNamed("a"), body, now())));
}

void TestAnswerTables::tellsThatItRunsElsewhere()
{
    const auto one = table();
    const auto two = table();
    QVERIFY(is<Lease>(one->claim(keyNamed("a"), body, now())));
    QVERIFY(is<RunningElsewhere>(two->claim(keyNamed("a"), body, now())));
    QVERIFY(is<RunningElsewhere>(one->claim(keyNamed("a"), body, now())));
}

void TestAnswerTables::freesAKey()
{
    const auto one = table();
    const Lease lease = leaseOf(one->claim(keyNamed("a"), body, now()));
    QVERIFY(one->release(lease));
    QVERIFY(isFalse(one->renew(lease, now())));
    const Lease next = leaseOf(table()->claim(keyNamed("a"), other, now())); // nothing was delivered: it may be another
    QVERIFY(next.fence > lease.fence);
    QVERIFY(one->release(lease)); // which is not its own any more
    QVERIFY(isTrue(one->renew(next, now())));
}

void TestAnswerTables::renewsOnlyItsOwn()
{
    const auto one = table();
    const Lease lease = leaseOf(one->claim(keyNamed("a"), body, now()));
    QVERIFY(isTrue(one->renew(lease, now())));
    Lease forged = lease;
    forged.holder = newHolder();
    QVERIFY(isFalse(one->renew(forged, now())));
    QVERIFY(isFalse(one->complete(forged, answerOf("1"), now())));
    QVERIFY(one->release(forged));
    QVERIFY(isTrue(one->renew(lease, now())));
}

void TestAnswerTables::takesOverWhatRanOut()
{
    const auto one = table();
    const auto two = table();
    const Lease first = leaseOf(table(brief)->claim(keyNamed("a"), body, now()));
    const Lease second = takenOver(*two, keyNamed("a"));
    QVERIFY(second.fence > first.fence);
    QVERIFY(isFalse(one->renew(first, now())));
    QVERIFY(isFalse(one->complete(first, answerOf("stale"), now())));
    QVERIFY(is<RunningElsewhere>(one->claim(keyNamed("a"), body, now())));
    QVERIFY(isTrue(two->complete(second, answerOf("right"), now())));
    QVERIFY(isFalse(one->complete(first, answerOf("stale"), now())));
    const auto kept = one->claim(keyNamed("a"), body, now());
    QVERIFY(is<StoredAnswer>(kept));
    QCOMPARE(std::get<StoredAnswer>(kept.value()).body, QByteArray("right"));
}

void TestAnswerTables::takesALateAnswerIfNobodyCame()
{
    const auto one = table(brief);
    const auto two = table(brief);
    const Lease late = leaseOf(one->claim(keyNamed("a"), body, now()));
    const Lease clock = leaseOf(two->claim(keyNamed("b"), body, now()));
    QVERIFY(takenOver(*two, keyNamed("b")).fence > clock.fence); // so the lease of a has run out too
    QVERIFY(isTrue(one->complete(late, answerOf("late"), now())));
    QVERIFY(is<StoredAnswer>(two->claim(keyNamed("a"), body, now())));
}

void TestAnswerTables::refusesAStaleAnswerAfterTheNewestLeft()
{
    const auto one = table();
    const auto two = table();
    const Lease first = leaseOf(table(brief)->claim(keyNamed("a"), body, now()));
    const Lease second = takenOver(*two, keyNamed("a"));
    QVERIFY(two->release(second));
    QVERIFY(isFalse(one->complete(first, answerOf("stale"), now())));
    QVERIFY(is<Lease>(two->claim(keyNamed("a"), other, now())));
}

void TestAnswerTables::keepsKeysApart()
{
    const auto one = table();
    const Lease a = leaseOf(one->claim(keyNamed("a"), body, now()));
    const Lease b = leaseOf(one->claim(keyNamed("b"), body, now()));
    QVERIFY(a.fence > 0 && b.fence > a.fence);
    QVERIFY(isTrue(one->complete(a, answerOf("1"), now())));
    QVERIFY(is<RunningElsewhere>(one->claim(keyNamed("b"), body, now())));
}

void TestAnswerTables::remembersThatAnAnswerWasTooLarge()
{
    const auto one = table();
    const Lease lease = leaseOf(one->claim(keyNamed("a"), body, now()));
    QVERIFY(isTrue(one->complete(lease, StoredAnswer(), now())));
    const auto again = one->claim(keyNamed("a"), body, now());
    QVERIFY(is<StoredAnswer>(again));
    QCOMPARE(std::get<StoredAnswer>(again.value()), StoredAnswer());
}

void TestAnswerTables::letsOneOfManyRun()
{
    constexpr int rounds = 1000;
    constexpr int racers = 2;
    std::vector<int> winners(rounds, 0);
    std::atomic<int> faults = 0;
    std::mutex count;
    std::barrier start(racers);
    const auto race = [&] {
        const auto mine = table();
        for (int round = 0; round < rounds; ++round) {
            start.arrive_and_wait();
            const auto claim = mine->claim(keyNamed(QByteArray::number(round)), body, now());
            const std::scoped_lock lock(count);
            winners[size_t(round)] += is<Lease>(claim) ? 1 : 0;
            faults += is<Lease>(claim) || is<RunningElsewhere>(claim) ? 0 : 1;
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < racers; ++i)
        threads.emplace_back(race);
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(faults.load(), 0);
    QCOMPARE(std::count(winners.begin(), winners.end(), 1), rounds);
}

QTEST_GUILESS_MAIN(TestAnswerTables)
#include "tst_answertables.moc"
