// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/CliHome.h"
#include "tests/support/ScriptedProxy.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TestCertificates.h"

#include <QDirIterator>
#include <QTest>

using namespace triptych;
using namespace script;
using Ended = CliHome::Ended;

/// What goes with a key, the proxy and the way to a provider, as scripts set and test them.
class TestCliProviders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anIdIsSetAndSent();
    void refusesWhatIsWrong_data();
    void refusesWhatIsWrong();
    void namesTheFieldThatWasRefused();
    void aHeaderTakesItsSecretFromTheVault();
    void testsAConnection();
    void aCaFileIsTrustedForItsProvider();
    void theProxysPasswordIsInTheVaultAlone();

private:
    void addProvider(const QByteArray &more, const QUrl &url);
    QByteArray allFiles() const; ///< Everything that the home keeps but the vault.

    std::unique_ptr<CliHome> m_home;
    TestCertificates m_certificates;
};

void TestCliProviders::init()
{
    m_home = std::make_unique<CliHome>();
}

void TestCliProviders::addProvider(const QByteArray &more, const QUrl &url)
{
    m_home->write(QStringLiteral("config/providers/corp.json"),
                  R"({"id":"corp","dialect":"openai-chat","baseUrl":")" + url.toString().toUtf8() + "\"," + more + "}");
}

QByteArray TestCliProviders::allFiles() const
{
    QByteArray all;
    QDirIterator files(m_home->path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.fileName().endsWith(QStringLiteral("/password")) && file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

void TestCliProviders::anIdIsSetAndSent()
{
    ScriptedServer server;
    server.playAlways({answer(401, R"({"error":"no"})")});
    addProvider(R"("auth":{"scheme":"none"},"fields":[{"id":"organization"}],"headers":{"X-Org":"{organization}"})",
                server.url(QStringLiteral("/v1")));
    const auto sent = [&] {
        m_home->run(QStringLiteral("run - --to corp/m --no-history"), "hello");
        return server.requests().back().header("X-Org");
    };
    QCOMPARE(m_home->run(QStringLiteral("providers set corp organization=org-1")).status, 0);
    QCOMPARE(sent(), "org-1");
    QCOMPARE(m_home->run(QStringLiteral("providers set corp organization=")).status, 0);
    QCOMPARE(sent(), "");
    QVERIFY(!server.requests().back().head.contains("X-Org"));
}

void TestCliProviders::refusesWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *words, const char *says) {
        QTest::newRow(words) << QString::fromUtf8(words).split(u'|') << QByteArray(says);
    };
    row("providers|set|nobody|a=b", "nobody");
    row("providers|set|openai|organization", "write FIELD=VALUE");
    row("providers|set|openai|colour=red", "openai has no field \"colour\": it has organization, project");
    row("providers|set|openai|organization=org\r\nHost: evil", "only printable ASCII");
    row("providers|set|groq|organization=x", "groq has no fields");
    row("providers|set|azure|resource=evil.example/", "does not fit into the address");
    row("keys|add|ollama", "asked without a key");
    row("providers|fly", "test ID");
    row("providers|test|local", "no connection");
    row("providers|test|azure", "Resource");
    row("keys|add|azure", "triptych providers set azure resource=VALUE");
    row("run|-|--to|openai", "A lane is written as provider/model: openai. An example");
    row("proxy|http://ann:pw@proxy:3128", "standard input");
    row("proxy|ftp://proxy:3128", "http://HOST:PORT");
    row("proxy|http://proxy", "http://HOST:PORT");
    row("keys|add|openai/x-corp", "no header of openai takes a secret");
}

void TestCliProviders::refusesWhatIsWrong()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, says);
    const Ended ended = m_home->run(words);
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains(says), ended.err.constData());
    QVERIFY(!ended.err.contains("pw@"));
    QCOMPARE(ended.err.count('\n'), 1);
}

void TestCliProviders::namesTheFieldThatWasRefused()
{
    ScriptedServer server;
    server.playAlways({answer(401, R"({"error":"Invalid organization_id","request_id":"req_1"})")});
    addProvider(R"("auth":{"scheme":"none"},"fields":[{"id":"organization"}])", server.url(QStringLiteral("/v1")));
    const Ended ended = m_home->run(QStringLiteral("run - --to corp/m --no-history"), "hello");
    QCOMPARE(ended.status, 1);
    QVERIFY2(ended.err.contains("Invalid organization_id"), ended.err.constData());
    QVERIFY2(ended.err.contains("triptych providers set corp organization=VALUE"), ended.err.constData());
    const QJsonObject lane = m_home->run(QStringLiteral("run - --to corp/m --no-history --json"), "hello").object();
    QCOMPARE(lane[u"cause"].toString(), QStringLiteral("account_field"));
    QCOMPARE(lane[u"error"][u"hint"].toString(), QStringLiteral("edit_field:organization"));
    QCOMPARE(lane[u"error"][u"requestId"].toString(), QStringLiteral("req_1"));
}

void TestCliProviders::aHeaderTakesItsSecretFromTheVault()
{
    ScriptedServer server;
    server.playAlways({answer(401, R"({"error":"no"})")});
    addProvider(R"("auth":{"scheme":"none"},"headers":{"X-Corp":{"secret":"x-corp"}})",
                server.url(QStringLiteral("/v1")));
    QVERIFY(m_home->makeVault());
    const QString run = QStringLiteral("run - --to corp/m --no-history --json") + m_home->password();
    QCOMPARE(m_home->run(run, "hello").object()[u"cause"].toString(), QStringLiteral("no_secret"));
    QCOMPARE(m_home->run(QStringLiteral("keys add corp/x-corp") + m_home->password(), "canary-0123456789").status, 0);
    QCOMPARE(m_home->run(run, "hello").object()[u"cause"].toString(), QStringLiteral("auth"));
    QCOMPARE(server.requests().back().header("X-Corp"), "canary-0123456789");
    QVERIFY(!allFiles().contains("canary"));
    const QJsonObject key = m_home->run(QStringLiteral("keys list --json") + m_home->password()).array()[0].toObject();
    QCOMPARE(key[u"tail"].toString(), QString()); // nothing of a password
}

void TestCliProviders::testsAConnection()
{
    ScriptedServer server;
    server.playAlways({answer(200, R"({"data":[]})")});
    addProvider(R"("auth":{"scheme":"none"})", server.url(QStringLiteral("/v1")));
    const Ended good = m_home->run(QStringLiteral("providers test corp --json"));
    QCOMPARE(good.status, 0);
    QVERIFY(good.object()[u"ok"].toBool());
    QCOMPARE(good.object()[u"steps"].toArray().last()[u"state"].toString(), QStringLiteral("done"));
    server.close();
    const Ended bad = m_home->run(QStringLiteral("providers test corp"));
    QCOMPARE(bad.status, 1);
    QVERIFY2(bad.out.contains("tcp    failed"), bad.out.constData());
    QVERIFY2(bad.out.contains("The server does not take a connection"), bad.out.constData());
}

void TestCliProviders::aCaFileIsTrustedForItsProvider()
{
    ScriptedServer server(m_certificates.server());
    server.playAlways({answer(200, R"({"data":[]})")});
    addProvider(R"("auth":{"scheme":"none"})", server.url(QStringLiteral("/v1")));
    const QJsonObject refused = m_home->run(QStringLiteral("providers test corp --json")).object();
    const QJsonValue tls = refused[u"steps"].toArray()[3];
    QCOMPARE(tls[u"error"][u"cause"].toString(), QStringLiteral("tls.unknown_ca"));
    QCOMPARE(tls[u"certificate"][u"issuer"].toString(), QStringLiteral("ca"));
    addProvider(R"("auth":{"scheme":"none"},"caFile":")" + m_certificates.caFile().toUtf8() + '"',
                server.url(QStringLiteral("/v1")));
    QCOMPARE(m_home->run(QStringLiteral("providers test corp")).status, 0);
}

void TestCliProviders::theProxysPasswordIsInTheVaultAlone()
{
    ScriptedProxy proxy(ScriptedProxy::Kind::Http);
    proxy.user = "ann";
    proxy.password = "canary-0123456789";
    ScriptedServer server(m_certificates.server());
    server.playAlways({answer(200, R"({"data":[]})")});
    addProvider(R"("auth":{"scheme":"none"},"caFile":")" + m_certificates.caFile().toUtf8() + '"',
                server.url(QStringLiteral("/v1"), QStringLiteral("api.example.test")));
    QVERIFY(m_home->makeVault());
    const QString url = proxy.url(QStringLiteral("http")).toString();
    QCOMPARE(
        m_home->run(QStringLiteral("proxy %1 --user ann").arg(url) + m_home->password(), "canary-0123456789\n").status,
        0);
    QVERIFY(m_home->run(QStringLiteral("proxy")).out.startsWith(url.toUtf8()));
    QVERIFY(!allFiles().contains("canary"));
    const QString test = QStringLiteral("providers test corp --json");
    const Ended ended = m_home->run(test + m_home->password());
    QVERIFY2(ended.status == 0, ended.out.constData());
    const QJsonObject shut = m_home->run(test).object(); // and without the password of the vault
    QCOMPARE(shut[u"steps"].toArray()[3][u"error"][u"cause"].toString(), QStringLiteral("proxy.auth"));
    const QString run = QStringLiteral("run - --to corp/m --no-history --json");
    QCOMPARE(m_home->run(run, "hello").object()[u"cause"].toString(), QStringLiteral("vault_locked"));
    QCOMPARE(m_home->run(QStringLiteral("proxy none")).status, 0);
    QCOMPARE(m_home->run(QStringLiteral("proxy")).out, "none\n");
}

QTEST_GUILESS_MAIN(TestCliProviders)
#include "tst_cliproviders.moc"
