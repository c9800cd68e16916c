// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/RedisAnswers.h"
#include "core/text/ErrorText.h"
#include "tests/support/IdempotencyAnswers.h"
#include "tests/support/RedisServer.h"

#include <QElapsedTimer>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QByteArray body = bodyHash("{}");

QDateTime now()
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace

/// What only a server somewhere else can do to us.
class TestRedisAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void letsTheServerForget();
    void staysInOneSlot();
    void refusesWhoseDataIsGone();
    void saysThatNobodyAnswers();
    void comesBackAfterARestart();
    void waitsTwoSecondsForAServerThatHangs();
    void signsIn();
    void keepsPasswordsOutOfErrors();

private:
    RedisConnection::Parts ask(const QByteArray &script, const RedisConnection::Parts &arguments = {}) const;

    std::unique_ptr<RedisServer> m_server;
};

void TestRedisAnswers::init()
{
    if (!RedisServer::isInstalled())
        QSKIP("redis-server is not installed");
    m_server = std::make_unique<RedisServer>();
    QVERIFY(m_server->start());
}

RedisConnection::Parts TestRedisAnswers::ask(const QByteArray &script, const RedisConnection::Parts &arguments) const
{
    const auto answer = RedisConnection(m_server->address()).run(script, {}, arguments);
    return answer ? answer.value() : RedisConnection::Parts {answer.error().message.toUtf8()};
}

void TestRedisAnswers::letsTheServerForget()
{
    RedisAnswers table(m_server->address(), {});
    const Lease lease = leaseOf(table.claim(keyNamed("a"), body, now()));
    const QByteArray lifetimes = "return {redis.call('PTTL', 'triptych:{idempotency}:lock:' .. ARGV[1]),"
                                 " redis.call('PTTL', 'triptych:{idempotency}:answer:' .. ARGV[1])}";
    const QByteArray name = keyNamed("a").hash.toHex();
    auto left = ask(lifetimes, {name});
    QVERIFY(left[0].toInt() > 20'000 && left[0].toInt() <= 30'000);
    QVERIFY(left[1].toInt() > 86'300'000 && left[1].toInt() <= 86'400'000);
    QVERIFY(isTrue(table.complete(lease, answerOf("1"), now())));
    left = ask(lifetimes, {name});
    QCOMPARE(left[0], QByteArray("-2")); // there is none
    QVERIFY(left[1].toInt() > 86'300'000 && left[1].toInt() <= 86'400'000);
    ask("return {redis.call('PEXPIRE', 'triptych:{idempotency}:answer:' .. ARGV[1], 1)}", {name});
    QVERIFY(QTest::qWaitFor([&] { return is<Lease>(table.claim(keyNamed("a"), body, now())); }));
}

void TestRedisAnswers::staysInOneSlot()
{
    RedisAnswers table(m_server->address(), {});
    QVERIFY(is<Lease>(table.claim(keyNamed("what-the-client-wrote"), body, now())));
    const auto keys = ask("return redis.call('KEYS', '*')");
    QCOMPARE(keys.size(), 4u);
    for (const QByteArray &key : keys) {
        QVERIFY2(key.startsWith("triptych:{idempotency}:"), key.constData());
        QVERIFY2(!key.contains("client"), key.constData());
    }
}

void TestRedisAnswers::refusesWhoseDataIsGone()
{
    RedisAnswers table(m_server->address(), {});
    const Lease before = leaseOf(table.claim(keyNamed("a"), body, now()));
    ask("return {redis.call('FLUSHALL').ok}");
    QVERIFY(isFalse(table.complete(before, answerOf("stale"), now())));
    const Lease after = leaseOf(table.claim(keyNamed("a"), body, now()));
    QCOMPARE(after.fence, before.fence); // the numbers begin anew
    QVERIFY(after.epoch != before.epoch);
    QVERIFY(isFalse(table.complete(before, answerOf("stale"), now())));
    Lease mixed = after;
    mixed.epoch = before.epoch;
    QVERIFY(isFalse(table.complete(mixed, answerOf("stale"), now())));
    QVERIFY(isTrue(table.complete(after, answerOf("right"), now())));
}

void TestRedisAnswers::saysThatNobodyAnswers()
{
    m_server->kill();
    RedisAnswers table(m_server->address(), {});
    const auto claim = table.claim(keyNamed("a"), body, now());
    QVERIFY(!claim);
    QCOMPARE(claim.error().cause, QStringLiteral("idempotency.redis"));
    QVERIFY(claim.error().message.startsWith(m_server->address().place()));
}

void TestRedisAnswers::comesBackAfterARestart()
{
    RedisAnswers table(m_server->address(), {});
    const Lease lease = leaseOf(table.claim(keyNamed("a"), body, now()));
    m_server->kill();
    QVERIFY(!table.renew(lease, now()));
    QVERIFY(m_server->start());
    QVERIFY(isTrue(table.renew(lease, now())));
    m_server->kill();
    QVERIFY(m_server->start());
    QVERIFY(isTrue(table.complete(lease, answerOf("1"), now()))); // over a connection that it thought was open
}

void TestRedisAnswers::waitsTwoSecondsForAServerThatHangs()
{
    RedisAnswers table(m_server->address(), {});
    const Lease lease = leaseOf(table.claim(keyNamed("a"), body, now()));
    m_server->pause();
    QElapsedTimer timer;
    timer.start();
    const auto renewed = table.renew(lease, now());
    const qint64 waited = timer.elapsed();
    m_server->resume();
    QVERIFY(!renewed);
    QVERIFY2(waited >= 1900 && waited < 4000, qPrintable(QString::number(waited)));
    QVERIFY(isTrue(table.complete(lease, answerOf("1"), now())));
}

void TestRedisAnswers::signsIn()
{
    m_server->kill();
    QVERIFY(m_server->start({QStringLiteral("--requirepass"), QStringLiteral("correct horse")}));
    const QByteArray place = m_server->url().mid(qstrlen("redis://"));
    const auto claim = [&](const QByteArray &url) {
        return RedisAnswers(RedisAddress::parse(url).value(), {}).claim(keyNamed("a"), body, now());
    };
    QVERIFY(is<Lease>(claim("redis://:correct%20horse@" + place)));
    QVERIFY(is<RunningElsewhere>(claim("redis://default:correct%20horse@" + place)));
    QVERIFY(is<Lease>(claim("redis://:correct%20horse@" + place + "/3"))); // another database knows nothing of it
    const auto beyond = claim("redis://:correct%20horse@" + place + "/99");
    QVERIFY(!beyond);
    QCOMPARE(beyond.error().cause, QStringLiteral("idempotency.redis"));
    const auto none = claim("redis://" + place);
    QVERIFY(!none);
    QCOMPARE(none.error().cause, QStringLiteral("idempotency.redis_auth"));
}

void TestRedisAnswers::keepsPasswordsOutOfErrors()
{
    m_server->kill();
    QVERIFY(m_server->start({QStringLiteral("--requirepass"), QStringLiteral("correct horse")}));
    const QByteArray place = m_server->url().mid(qstrlen("redis://"));
    const auto address = RedisAddress::parse("redis://somebody:hunter2hunter2@" + place);
    const auto claim = RedisAnswers(RedisAddress::parse("redis://somebody:hunter2hunter2@" + place).value(), {})
                           .claim(keyNamed("a"), body, now());
    QVERIFY(address);
    QVERIFY(!claim);
    QCOMPARE(claim.error().cause, QStringLiteral("idempotency.redis_auth"));
    for (const QString &text : {claim.error().message, claim.error().rawBody, describe(claim.error()).text()})
        QVERIFY2(!text.contains(QLatin1String("hunter2")) && !text.contains(QLatin1String("somebody")),
                 qPrintable(text));
}

QTEST_GUILESS_MAIN(TestRedisAnswers)
#include "tst_redisanswers.moc"
