// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/LaneRequest.h"

#include <QTest>

using namespace triptych;

namespace {

AuthorisedEndpoint withKey()
{
    AuthorisedEndpoint endpoint {.endpoint = {.baseUrl = QStringLiteral("https://api.example.com/v1")},
                                 .proxy = ProxyUse::Direct,
                                 .caFile = QStringLiteral("/etc/ca.pem")};
    endpoint.secretHeaders.push_back({"x-api-key", {}, Secret::copyOf("sk-canary-42")});
    return endpoint;
}

} // namespace

/// Which requests get a key, and whose.
class TestLaneRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKeyGoesWithTheRequest();
    void theKeyStaysAtItsOrigin_data();
    void theKeyStaysAtItsOrigin();
};

void TestLaneRequest::theKeyGoesWithTheRequest()
{
    AuthorisedEndpoint endpoint = withKey();
    const auto request = withCredentials(
        {.url = QUrl(QStringLiteral("https://API.example.com:443/v1/count?a=b")), .body = "{}"}, endpoint, {});
    QVERIFY(request);
    QCOMPARE(request.value().secretHeaders.size(), std::size_t(1));
    QCOMPARE(request.value().secretHeaders[0].value.view().toByteArray(), QByteArray("sk-canary-42"));
    QCOMPARE(request.value().http.body, QByteArray("{}"));
    QCOMPARE(request.value().proxy, ProxyUse::Direct);
    QCOMPARE(request.value().caFile, QStringLiteral("/etc/ca.pem"));
}

void TestLaneRequest::theKeyStaysAtItsOrigin_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"https://evil.example/v1/count", "http://api.example.com/v1/count",
                            "https://api.example.com:8443/v1/count", "https://api.example.com.evil.example/v1/count",
                            "https://api.example.com@evil.example/v1/count", "//api.example.com/v1", ""})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void TestLaneRequest::theKeyStaysAtItsOrigin()
{
    QFETCH(const QString, url);
    AuthorisedEndpoint endpoint = withKey();
    const auto request = withCredentials({.url = QUrl(url)}, endpoint, {});
    QVERIFY(!request);
    QCOMPARE(request.error().cause, QStringLiteral("key_origin"));
}

QTEST_GUILESS_MAIN(TestLaneRequest)
#include "tst_lanerequest.moc"
