// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayHome.h"
#include "tests/support/ScriptedModels.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QLockFile>
#include <QStandardPaths>
#include <QTest>

using namespace triptych;

namespace {

const QString scripts = QStringLiteral(TRIPTYCH_CLIENTS_DIR "/");

QByteArray fileBytes(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Where the packages lie that the lock file pins, each checked by npm against its sum there; nothing where npm failed.
QString packages()
{
    const QByteArray sum = QCryptographicHash::hash(fileBytes(scripts + QStringLiteral("package-lock.json")),
                                                    QCryptographicHash::Sha256);
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
                      + QStringLiteral("/triptych/gateway-clients-") + QString::fromLatin1(sum.toHex().first(12)));
    if (folder.exists(QStringLiteral("ready")))
        return folder.path();
    QDir().mkpath(folder.path());
    QLockFile lock(folder.filePath(QStringLiteral("lock")));
    lock.lock();
    for (const char *name : {"package.json", "package-lock.json"})
        QFile::copy(scripts + QLatin1String(name), folder.filePath(QLatin1String(name)));
    QProcess npm;
    npm.setWorkingDirectory(folder.path());
    npm.start(QStringLiteral("npm"),
              {QStringLiteral("ci"), QStringLiteral("--ignore-scripts"), QStringLiteral("--no-audit"),
               QStringLiteral("--no-fund")});
    if (CliHome::ended(npm).status != 0)
        return {};
    QFile ready(folder.filePath(QStringLiteral("ready")));
    return ready.open(QIODevice::WriteOnly) ? folder.path() : QString();
}

} // namespace

/// The gateway as programs use it that others wrote: with the SDKs of OpenAI, Anthropic and Ollama, in front of the
/// real llama-server and of providers that say what the test wants.
class TestGatewayClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void does_data();
    void does();
    void cancelsUpstream_data();
    void cancelsUpstream();
    void passesImagesOn_data();
    void passesImagesOn();

private:
    void describe(const QByteArray &id, const QByteArray &dialect, const QString &path) const;
    CliHome::Ended runClient(const QString &client, const QString &task) const;
    static void clients();

    QString m_packages;
    GatewayHome m_home;
    QByteArray m_token;
    ScriptedServer m_server;
};

void TestGatewayClients::initTestCase()
{
    m_packages = packages();
    if (m_packages.isEmpty()) {
        QVERIFY2(!qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA"), "npm could not fetch the clients");
        QSKIP("npm could not fetch the clients");
    }
    describe("mine", "openai-chat", QStringLiteral("/v1"));
    describe("claudes", "anthropic", QString());
    m_server.respond(scriptedModel);
    QVERIFY(m_home.makeKeyPair());
    m_token = m_home.newToken();
    QVERIFY(m_home.startGateway());
}

void TestGatewayClients::init()
{
    m_server.resetAll();
}

void TestGatewayClients::describe(const QByteArray &id, const QByteArray &dialect, const QString &path) const
{
    m_home.write(QStringLiteral("config/providers/%1.json").arg(QString::fromLatin1(id)),
                 R"({"id":")" + id + R"(","dialect":")" + dialect + R"(","baseUrl":")"
                     + m_server.url(path).toString().toUtf8() + R"(","auth":{"scheme":"none"}})");
}

CliHome::Ended TestGatewayClients::runClient(const QString &client, const QString &task) const
{
    QProcess node;
    node.setWorkingDirectory(m_packages);
    node.start(QStringLiteral("node"),
               {scripts + client + QStringLiteral(".mjs"), m_home.address(), QString::fromLatin1(m_token), task});
    return CliHome::ended(node);
}

void TestGatewayClients::clients()
{
    QTest::addColumn<QString>("client");
    for (const char *client : {"openai", "anthropic", "ollama"})
        QTest::newRow(client) << QString::fromLatin1(client);
}

void TestGatewayClients::does_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("task");
    const auto row = [](const char *client, const char *task) {
        QTest::addRow("%s: %s", client, task) << QString::fromLatin1(client) << QString::fromLatin1(task);
    };
    for (const char *client : {"openai", "anthropic", "ollama"})
        for (const char *task : {"list", "whole", "stream", "errors", "tools", "reasoning"})
            row(client, task);
    row("openai", "responses");
    row("anthropic", "count");
}

void TestGatewayClients::does()
{
    QFETCH(const QString, client);
    QFETCH(const QString, task);
    const auto ended = runClient(client, task);
    QVERIFY2(ended.status == 0, ended.err.constData());
    if (task == QLatin1String("tools")) // the result reached both providers
        QCOMPARE(std::count_if(m_server.requests().end() - 4, m_server.requests().end(),
                               [](const ScriptedRequest &request) { return request.body.contains("It is low."); }),
                 2);
}

void TestGatewayClients::cancelsUpstream_data()
{
    clients();
}

void TestGatewayClients::cancelsUpstream()
{
    QFETCH(const QString, client);
    const auto asked = m_server.requests().size();
    const auto ended = runClient(client, QStringLiteral("cancel"));
    QVERIFY2(ended.status == 0, ended.err.constData());
    QCOMPARE(m_server.requests().size(), asked + 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_server.openConnections(), 0, 1'000);
    QVERIFY(m_home.ask(QStringLiteral("/metrics"), m_token).body.contains("\nhttp_server_active_requests 0\n"));
}

void TestGatewayClients::passesImagesOn_data()
{
    clients();
}

void TestGatewayClients::passesImagesOn()
{
    QFETCH(const QString, client);
    const auto asked = m_server.requests().size();
    const auto ended = runClient(client, QStringLiteral("images"));
    QVERIFY2(ended.status == 0, ended.err.constData());
    QCOMPARE(m_server.requests().size(), asked + 2);
    QVERIFY(m_server.requests()[asked].body.contains("data:image/png;base64,iVBORw0KGgo="));
    QVERIFY(m_server.requests()[asked + 1].body.contains(R"("data":"iVBORw0KGgo=")"));
}

QTEST_GUILESS_MAIN(TestGatewayClients)
#include "tst_gatewayclients.moc"
