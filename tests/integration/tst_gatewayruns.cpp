// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayHome.h"
#include "tests/support/KeySearch.h"
#include "tests/support/Openssl.h"
#include "tests/support/ScriptedModels.h"

#include <QElapsedTimer>
#include <QTest>

using namespace triptych;

namespace {

const QString models = QStringLiteral("/v1/models");
const QString chat = QStringLiteral("/v1/chat/completions");
const QByteArray config = R"({"version":1,"routes":[{"name":"ROUTE","to":["mine/m"]}]})";

QByteArray asking(const QByteArray &model, bool isStreamed = false)
{
    return R"({"model":")" + model + R"(","stream":)" + (isStreamed ? "true" : "false")
        + R"(,"messages":[{"role":"user","content":"hi"}]})";
}

QByteArray routing(const QByteArray &name)
{
    return QByteArray(config).replace("ROUTE", name);
}

} // namespace

/// A gateway that runs, through the program itself.
class TestGatewayRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRevokedTokenIsRefusedWithinASecond();
    void aScopeIsHeld();
    void routesChangeBelowAStream();
    void aFaultyFileChangesNothing();
    void aFaultyFileIsNoBeginning();
    void aLockedVaultAnswers503();
    void aTakenPortIsNamed();
    void terminationEndsWhatRuns();
    void anAnswerIsKeptBeyondTheEnd();
    void nothingSecretIsLeftBehind();

private:
    void describeMine(const QByteArray &auth = R"({"scheme":"none"})") const;
    QString configFile() const { return QStringLiteral("config/gateway.json"); }

    std::unique_ptr<GatewayHome> m_home;
    std::unique_ptr<ScriptedServer> m_server;
    QByteArray m_token;
};

void TestGatewayRuns::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_server->respond(scriptedModel);
    m_home = std::make_unique<GatewayHome>();
    describeMine();
    QVERIFY(m_home->makeKeyPair());
    m_token = m_home->newToken();
}

void TestGatewayRuns::describeMine(const QByteArray &auth) const
{
    m_home->write(QStringLiteral("config/providers/mine.json"),
                  R"({"id":"mine","dialect":"openai-chat","baseUrl":")"
                      + m_server->url(QStringLiteral("/v1")).toString().toUtf8() + R"(","auth":)" + auth + "}");
}

void TestGatewayRuns::aRevokedTokenIsRefusedWithinASecond()
{
    QVERIFY(m_home->startGateway());
    QCOMPARE(m_home->ask(models, m_token).status, 200);
    QCOMPARE(m_home->run(QStringLiteral("gateway token revoke ") + GatewayHome::idOf(m_token)).status, 0);
    QElapsedTimer since;
    since.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_home->ask(models, m_token).status, 401, 1'000);
    QVERIFY(since.elapsed() < 1'000);
}

void TestGatewayRuns::aScopeIsHeld()
{
    const QByteArray scraper = m_home->newToken(QStringLiteral("--scope metrics"));
    const QByteArray narrow = m_home->newToken(QStringLiteral("--models mine/m"));
    QVERIFY(m_home->startGateway());
    QCOMPARE(m_home->ask(QStringLiteral("/metrics"), scraper).status, 200);
    QCOMPARE(m_home->ask(models, scraper).status, 403);
    QCOMPARE(m_home->ask(QStringLiteral("/metrics"), {}).status, 401);
    QCOMPARE(m_home->ask(QStringLiteral("/healthz"), {}).status, 200);
    QCOMPARE(m_home->ask(chat, narrow, asking("mine/m")).status, 200);
    QCOMPARE(m_home->ask(chat, narrow, asking("mine/other")).status, 403);
}

void TestGatewayRuns::routesChangeBelowAStream()
{
    m_home->write(configFile(), R"({"version":1,"routes":[{"name":"old","to":["mine/waits"]}]})");
    QVERIFY(m_home->startGateway());
    const auto stream = m_home->curl(chat, m_token, {QStringLiteral("-d"), QString::fromLatin1(asking("old", true))});
    QTRY_VERIFY(m_server->isPaused());
    m_home->write(configFile(), routing("new"));
    QTRY_COMPARE(m_home->ask(chat, m_token, asking("new")).status, 200);
    QCOMPARE(m_home->ask(chat, m_token, asking("old")).status, 404);
    QVERIFY(m_server->isPaused());
    m_server->release();
    const QByteArray answered = CliHome::ended(*stream).out;
    QVERIFY2(answered.contains("Well,") && answered.contains("[DONE]"), answered.constData());
}

void TestGatewayRuns::aFaultyFileChangesNothing()
{
    m_home->write(configFile(), routing("old"));
    QVERIFY(m_home->startGateway());
    m_home->write(configFile(), "{\"version\": 1,\n \"routes\": [\n  {\"name\": 7}]}");
    QTRY_VERIFY(m_home->complaints().contains("gateway.json:3"));
    QCOMPARE(m_home->ask(chat, m_token, asking("old")).status, 200);
    m_home->write(configFile(), routing("new"));
    QTRY_COMPARE(m_home->ask(chat, m_token, asking("new")).status, 200);
}

void TestGatewayRuns::aFaultyFileIsNoBeginning()
{
    m_home->write(configFile(), "{\"version\": 1,\n \"port\": 80}");
    const auto ended = m_home->run(QStringLiteral("gateway --port 0"));
    QCOMPARE(ended.status, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.contains("gateway.json:2"), ended.err.constData());
    QCOMPARE(ended.err.count('\n'), 1);
}

void TestGatewayRuns::aLockedVaultAnswers503()
{
    describeMine(R"({"scheme":"bearer"})");
    QCOMPARE(m_home->run(QStringLiteral("keys add mine") + m_home->password(), "sk-0123456789").status, 0);
    m_home->write(configFile(), routing("fast"));
    QVERIFY(m_home->startGateway());
    const auto refused = m_home->ask(chat, m_token, asking("fast"));
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.object()[u"error"][u"code"].toString(), QStringLiteral("vault_locked"));
    QVERIFY(m_server->requests().empty());
    QCOMPARE(m_home->stopGateway().status, 0);
    QVERIFY(m_home->startGateway(m_home->password()));
    QCOMPARE(m_home->ask(chat, m_token, asking("fast")).status, 200);
    QCOMPARE(m_server->requests()[0].header("authorization"), QByteArray("Bearer sk-0123456789"));
}

void TestGatewayRuns::aTakenPortIsNamed()
{
    const QString port = QString::number(m_server->serverPort());
    const auto ended = m_home->run(QStringLiteral("gateway --port ") + port);
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.out, QByteArray());
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY2(ended.err.contains(port.toLatin1()) && ended.err.contains("choose another one"), ended.err.constData());
}

void TestGatewayRuns::terminationEndsWhatRuns()
{
    QVERIFY(m_home->startGateway());
    const auto stream
        = m_home->curl(chat, m_token, {QStringLiteral("-d"), QString::fromLatin1(asking("mine/waits", true))});
    QTRY_VERIFY(m_server->isPaused());
    QCOMPARE(m_home->stopGateway().status, 0);
    QTRY_COMPARE(m_server->openConnections(), 0);
    const QByteArray answered = CliHome::ended(*stream).out;
    QVERIFY2(!answered.contains("[DONE]"), answered.constData());
    const QJsonArray tokens = m_home->run(QStringLiteral("gateway token list --json")).array();
    QCOMPARE(tokens[0][u"calls"].toInt(), 1);
}

void TestGatewayRuns::anAnswerIsKeptBeyondTheEnd()
{
    const auto askOnce = [this](const QByteArray &model) {
        const auto process
            = m_home->curl(chat, m_token,
                           {QStringLiteral("-i"), QStringLiteral("-H"), QStringLiteral("Idempotency-Key: 7c1e"),
                            QStringLiteral("-d"), QString::fromLatin1(asking(model))});
        return CliHome::ended(*process).out;
    };
    QVERIFY(m_home->startGateway());
    const QByteArray first = askOnce("mine/m");
    QVERIFY2(first.startsWith("HTTP/1.1 200"), first.constData());
    QCOMPARE(m_home->stopGateway().status, 0);
    QVERIFY(m_home->startGateway());
    const QByteArray again = askOnce("mine/m");
    QVERIFY2(again.contains("idempotent-replayed: true"), again.constData());
    QCOMPARE(again.split('{').mid(1), first.split('{').mid(1));
    QVERIFY(askOnce("mine/other").startsWith("HTTP/1.1 422"));
    QCOMPARE(m_server->requests().size(), size_t(1));
}

void TestGatewayRuns::nothingSecretIsLeftBehind()
{
    const QTemporaryDir elsewhere;
    openssl(elsewhere.path(), QStringLiteral("genrsa -out private.pem 2048"));
    QCOMPARE(m_home
                 ->run(QStringLiteral("gateway keypair import ") + elsewhere.filePath(QStringLiteral("private.pem"))
                       + m_home->password())
                 .status,
             0);
    QVERIFY(m_home->startGateway());
    const QString inPath = QStringLiteral("/t/") + QString::fromLatin1(m_token);
    QCOMPARE(m_home->ask(inPath + QStringLiteral("/api/tags"), {}).status, 200);
    QCOMPARE(m_home->ask(inPath + QStringLiteral("/api/nothing"), {}).status, 404);
    QCOMPARE(m_home->ask(inPath + QStringLiteral("x/api/tags"), {}).status, 401);
    QCOMPARE(m_home->ask(chat, m_token, asking("mine/m")).status, 200);
    QCOMPARE(m_home->ask(chat, m_token, asking("mine/fails")).status, 500);
    QCOMPARE(m_home->ask(chat, m_token, "{").status, 400);
    const auto ended = m_home->stopGateway();
    QFile pem(elsewhere.filePath(QStringLiteral("private.pem")));
    QVERIFY(pem.open(QIODevice::ReadOnly));
    // The first line of a PEM file is the same for everybody, and so is a token's header.
    const KeySearch search({m_token.split('.').at(1), m_token.split('.').at(2), pem.readAll().split('\n').at(5)});
    QCOMPARE(search.in(ended.out), QStringList());
    QCOMPARE(search.in(ended.err), QStringList());
    int files = 0;
    QCOMPARE(search.inFolder(m_home->path(), &files), QStringList());
    QVERIFY(files > 5);
}

QTEST_GUILESS_MAIN(TestGatewayRuns)
#include "tst_gatewayruns.moc"
