// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"
#include "core/net/Resolver.h"
#include "core/net/SystemClock.h"
#include "tests/support/RecordingSink.h"
#include "tests/support/TransportHelpers.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

using namespace triptych;

/// Names, addresses and whether there is a network at all.
class TestResolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsLoopback_data();
    void knowsLoopback();
    void takesTurns();
    void findsOrFails();
    void isSilencedByItsEnd();
    void failsWithoutANetwork();
    void failsWithoutANetworkInside();
};

void TestResolver::knowsLoopback_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isLoopback");
    const std::pair<const char *, bool> rows[] = {
        {"localhost", true},  {"LocalHost", true},
        {"127.0.0.1", true},  {"127.9.8.7", true},
        {"::1", true},        {"0.0.0.0", false},
        {"128.0.0.1", false}, {"localhost.example.test", false},
        {"", false},          {"127.0.0.1.nip.test", false},
        {"fe80::1", false},   {"::ffff:127.0.0.1", true},
    };
    for (const auto &[host, isLoopback] : rows)
        QTest::newRow(host) << QString::fromLatin1(host) << isLoopback;
}

void TestResolver::knowsLoopback()
{
    QFETCH(QString, host);
    QTEST(isLoopbackHost(host), "isLoopback");
}

void TestResolver::takesTurns()
{
    const auto list = [](std::initializer_list<const char *> texts) {
        QList<QHostAddress> addresses;
        for (const char *text : texts)
            addresses.append(QHostAddress(QString::fromLatin1(text)));
        return addresses;
    };
    QCOMPARE(interleaved({}), list({}));
    QCOMPARE(interleaved(list({"::1", "::2", "10.0.0.1", "::3", "10.0.0.2"})),
             list({"::1", "10.0.0.1", "::2", "10.0.0.2", "::3"}));
    QCOMPARE(interleaved(list({"10.0.0.1", "10.0.0.2", "::1"})), list({"10.0.0.1", "::1", "10.0.0.2"}));
}

/// The system's hosts file is all that a test may ask.
void TestResolver::findsOrFails()
{
    SystemResolver resolver;
    std::optional<Result<QList<QHostAddress>>> found;
    std::unique_ptr<Resolver::Lookup> lookup;
    lookup = resolver.lookUp(QStringLiteral("localhost"), [&](const Result<QList<QHostAddress>> &answer) {
        found = answer;
        lookup.reset(); // which it may
    });
    QVERIFY(!found);
    QTRY_VERIFY(found);
    QVERIFY(*found && !found->value().isEmpty());

    found.reset();
    lookup = resolver.lookUp(QStringLiteral("no such name"),
                             [&](const Result<QList<QHostAddress>> &answer) { found = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(found, 15'000);
    QVERIFY(!*found);
    QCOMPARE(found->error().cause, QStringLiteral("dns"));
    QCOMPARE(found->error().message, QStringLiteral("no such name"));
}

void TestResolver::isSilencedByItsEnd()
{
    SystemResolver resolver;
    bool isTold = false;
    auto silenced = resolver.lookUp(QStringLiteral("localhost"), [&](const auto &) { isTold = true; });
    silenced.reset();
    bool isLaterTold = false;
    const auto later = resolver.lookUp(QStringLiteral("localhost"), [&](const auto &) { isLaterTold = true; });
    QTRY_VERIFY(isLaterTold);
    QVERIFY(!isTold);
}

/// Runs the next function in a network of its own, that has nothing but loopback.
void TestResolver::failsWithoutANetwork()
{
    QProcess probe;
    probe.start(QStringLiteral("unshare"), {QStringLiteral("-rn"), QStringLiteral("true")});
    if (!probe.waitForFinished() || probe.exitCode() != 0)
        QSKIP("this machine lets nobody make a network namespace");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TRIPTYCH_TEST_OFFLINE"), QStringLiteral("1"));
    for (const char *proxy : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        environment.remove(QString::fromLatin1(proxy));
    probe.setProcessEnvironment(environment);
    probe.start(
        QStringLiteral("unshare"),
        {QStringLiteral("-rn"), QCoreApplication::applicationFilePath(), QStringLiteral("failsWithoutANetworkInside")});
    QVERIFY(probe.waitForFinished());
    QVERIFY2(probe.exitCode() == 0, probe.readAllStandardOutput().constData());
}

void TestResolver::failsWithoutANetworkInside()
{
    if (!qEnvironmentVariableIsSet("TRIPTYCH_TEST_OFFLINE"))
        QSKIP("only inside failsWithoutANetwork");
    SystemClock clock;
    HttpTransport transport(clock);
    for (const char *url : {"https://api.example.test/", "https://192.0.2.1/"}) {
        RecordingSink sink;
        QElapsedTimer elapsed;
        elapsed.start();
        const auto exchange = transport.send(postTo(QUrl(QString::fromLatin1(url))), sink);
        QTRY_VERIFY(sink.hasEnded());
        QCOMPARE(sink.cause(), QStringLiteral("offline"));
        QVERIFY(elapsed.elapsed() < 1500);
    }
}

QTEST_GUILESS_MAIN(TestResolver)
#include "tst_resolver.moc"
