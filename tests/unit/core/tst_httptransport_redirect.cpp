// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"
#include "core/net/SystemClock.h"
#include "tests/support/RecordingSink.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TransportHelpers.h"

#include <QTest>

using namespace triptych;
using namespace script;

/// A redirect is an answer like any other: nobody goes there, and least of all a key.
class TestHttpTransportRedirect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOnlyAnAnswer_data();
    void isOnlyAnAnswer();
};

void TestHttpTransportRedirect::isOnlyAnAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location"); // %1: the port of the other server
    const std::pair<const char *, const char *> locations[] = {
        {"other port", "http://127.0.0.1:%1/landed"},
        {"other host", "http://localhost:%1/landed"},
        {"no scheme", "//localhost:%1/landed"},
        {"user info", "http://127.0.0.1@localhost:%1/landed"},
        {"other scheme", "https://localhost:%1/landed"},
        {"encoded slash", "http://127.0.0.1%2F@localhost:%1/"},
        {"international name",
         "http://\xe2\x93\x9b\xe2\x93\x9e"
         "calhost:%1/landed"},
        {"relative", "/landed"},
    };
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const auto &[name, location] : locations)
            QTest::addRow("%d, %s", status, name) << status << QByteArray(location);
    }
}

void TestHttpTransportRedirect::isOnlyAnAnswer()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    SystemClock clock;
    ScriptedServer other;
    ScriptedServer server;
    HttpTransport transport(clock);
    other.playAlways({answer(200, "landed")});
    location.replace("%1", QByteArray::number(other.serverPort()));
    server.playAlways({answer(status, "moved", "Location: " + location + "\r\n")});

    for (int round = 0; round < 2; ++round) {
        RecordingSink sink;
        TransportRequest request = withKey(postTo(server.url()), "sk-canary-1234567890");
        request.secretHeaders.push_back({"x-api-key", {}, Secret::copyOf("sk-canary-0987654321")});
        const auto exchange = transport.send(std::move(request), sink);
        QTRY_VERIFY(sink.hasEnded());
        QVERIFY(!sink.error);
        QCOMPARE(sink.head.status, status);
        QCOMPARE(sink.head.header("location"), location);
        QCOMPARE(sink.body, "moved");
    }
    QCOMPARE(server.requests().size(), 2u);
    QCOMPARE(server.connections(), 1);
    QCOMPARE(other.connections(), 0);
    QCOMPARE(other.received(), QByteArray());
}

QTEST_GUILESS_MAIN(TestHttpTransportRedirect)
#include "tst_httptransport_redirect.moc"
