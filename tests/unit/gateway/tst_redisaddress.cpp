// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/RedisAddress.h"
#include "core/text/ErrorText.h"

#include <QTest>

using namespace triptych;

/// Addresses of a Redis: what is understood, and that what is not never comes back in an error.
class TestRedisAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestRedisAddress::reads_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("place");
    QTest::addColumn<int>("database");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    const auto row = [](const char *url, const char *place, int database, const char *user, const char *password) {
        QTest::newRow(url) << QByteArray(url) << QString::fromLatin1(place) << database << QByteArray(user)
                           << QByteArray(password);
    };
    row("redis://localhost", "localhost:6379", 0, "", "");
    row("redis://10.0.0.7:6380/", "10.0.0.7:6380", 0, "", "");
    row("redis://cache.example:65535/15", "cache.example:65535", 15, "", "");
    row("redis://[::1]/3", "[::1]:6379", 3, "", "");
    row("redis://[fe80::1]:7000", "[fe80::1]:7000", 0, "", "");
    row("redis://:secret@h", "h:6379", 0, "", "secret");
    row("redis://me:p%40s%2Fs%3a@h:1/2", "h:1", 2, "me", "p@s/s:");
    row("redis://me:p@ss:w@h", "h:6379", 0, "me", "p@ss:w");
}

void TestRedisAddress::reads()
{
    QFETCH(QByteArray, url);
    const auto address = RedisAddress::parse(url);
    QVERIFY(address);
    QTEST(address.value().place(), "place");
    QTEST(address.value().database, "database");
    QTEST(address.value().user.view().toByteArray(), "user");
    QTEST(address.value().password.view().toByteArray(), "password");
}

void TestRedisAddress::refuses_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("part");
    const auto row
        = [](const char *url, const char *part) { QTest::newRow(url) << QByteArray(url) << QString::fromLatin1(part); };
    row("", "scheme");
    row("localhost:6379", "scheme");
    row("http://me:hunter2hunter2@h", "scheme");
    row("redis://", "host");
    row("redis://:hunter2hunter2@", "host");
    row("redis://:hunter2hunter2@a b", "host");
    row("redis://[::1", "host");
    row("redis://h:0", "port");
    row("redis://h:65536", "port");
    row("redis://h:+1", "port");
    row("redis://:hunter2hunter2@h:x", "port");
    row("redis://:hunter2hunter2@h/one", "database");
    row("redis://h/-1", "database");
    row("redis://me@h", "password");
    row("redis://me:@h", "password");
    row("redis://:hunter2hunter2%4@h", "password");
    row("redis://:hunter2hunter2%zz@h", "password");
    row("redis://%:hunter2hunter2@h", "user");
    row("rediss://:hunter2hunter2@h", "");
}

void TestRedisAddress::refuses()
{
    QFETCH(QByteArray, url);
    const auto address = RedisAddress::parse(url);
    QVERIFY(!address);
    QTEST(address.error().message, "part");
    QCOMPARE(address.error().cause,
             url.startsWith("rediss") ? QStringLiteral("idempotency.redis_tls")
                                      : QStringLiteral("idempotency.redis_address"));
    QVERIFY(!describe(address.error()).text().contains(QLatin1String("hunter2")));
}

QTEST_GUILESS_MAIN(TestRedisAddress)
#include "tst_redisaddress.moc"
