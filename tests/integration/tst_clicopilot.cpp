// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/CliHome.h"
#include "tests/support/ScriptedServer.h"

#include <QDateTime>
#include <QTest>

using namespace triptych;

namespace {

constexpr const char *githubToken = "gho_canary-0123456789";

} // namespace

/// GitHub Copilot through the program itself; a server on loopback is all of GitHub.
class TestCliCopilot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isOffByDefault();
    void signsInAndRuns();
    void saysWhySigningInFailed();
    void testsTheConnection();

private:
    void describeProvider(const char *clientId);
    script::Steps serve(const ScriptedRequest &request) const;
    CliHome::Ended run(const QString &words, const QByteArray &input = {}) const
    {
        return m_home->run(words + m_home->password(), input);
    }

    std::unique_ptr<CliHome> m_home;
    std::unique_ptr<ScriptedServer> m_server;
    QByteArray m_signInAnswer;
};

void TestCliCopilot::init()
{
    m_home = std::make_unique<CliHome>();
    m_server = std::make_unique<ScriptedServer>();
    m_server->respond([this](const ScriptedRequest &request) { return serve(request); });
    m_signInAnswer = R"({"access_token":")" + QByteArray(githubToken) + R"("})";
    QVERIFY(m_home->makeVault());
}

void TestCliCopilot::describeProvider(const char *clientId)
{
    m_home->write(QStringLiteral("config/providers/gh.json"),
                  R"({"id":"gh","label":"GH","dialect":"openai-chat","auth":{"scheme":"copilot"},"baseUrl":")"
                      + m_server->url(QString()).toEncoded()
                      + R"(","fields":[{"id":"client_id","label":"Client ID"}],"quirks":["copilot-headers"]})");
    QCOMPARE(m_home->run(QStringLiteral("providers set gh client_id=") + QLatin1String(clientId)).status, 0);
}

script::Steps TestCliCopilot::serve(const ScriptedRequest &request) const
{
    const QByteArray target = request.target();
    if (target == "/login/device/code")
        return {script::answer(
            200,
            R"({"device_code":"dc-canary-0123456789","user_code":"WDJB-MJHT","expires_in":900,"interval":1,"verification_uri":")"
                + m_server->url(QStringLiteral("/login/device")).toEncoded() + R"("})")};
    if (target == "/login/oauth/access_token")
        return {script::answer(200, m_signInAnswer)};
    if (target == "/copilot_internal/v2/token")
        return {script::answer(200,
                               R"({"token":"tok-canary","refresh_in":1500,"expires_at":)"
                                   + QByteArray::number(QDateTime::currentSecsSinceEpoch() + 1800) + "}")};
    if (target == "/models")
        return {script::answer(
            200,
            R"({"data":[{"id":"c","supported_endpoints":["/responses"],"capabilities":{"type":"chat","family":"f"}}]})")};
    return {script::answer(400, R"({"error":{"message":"not here"}})")};
}

void TestCliCopilot::isOffByDefault()
{
    for (const char *id : {"copilot", "copilot-enterprise"}) {
        const QString name = QLatin1String(id);
        bool isListed = false;
        for (const QJsonValue provider : m_home->run(QStringLiteral("providers --json")).array())
            isListed = isListed || provider[u"id"].toString() == name;
        QVERIFY2(isListed, id);
    }
    QVERIFY(m_home->run(QStringLiteral("providers")).out.contains("\ncopilot           off "));
    const auto added = run(QStringLiteral("keys add copilot"));
    QCOMPARE(added.status, 2);
    QVERIFY2(added.err.contains("GitHub Copilot is off"), added.err.constData());
    QVERIFY2(added.err.contains("triptych providers set copilot client_id=ID"), added.err.constData());
    const auto lane = run(QStringLiteral("run - --json --to copilot/m"), "hi");
    QCOMPARE(lane.status, 1);
    QCOMPARE(lane.object()[u"cause"].toString(), QStringLiteral("copilot_off"));
    QVERIFY(run(QStringLiteral("keys add copilot-enterprise")).err.contains("Domain"));
}

void TestCliCopilot::signsInAndRuns()
{
    describeProvider("own-id");
    const auto added = run(QStringLiteral("keys add gh"));
    QVERIFY2(added.status == 0, added.err.constData());
    QVERIFY2(added.err.contains("WDJB-MJHT") && added.err.contains("/login/device "), added.err.constData());
    QVERIFY(!(added.err + added.out).contains("canary"));
    QVERIFY(m_server->received().contains("client_id=own-id"));
    const QJsonArray keys = run(QStringLiteral("keys list --json")).array();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys[0][u"provider"].toString(), QStringLiteral("gh"));

    const auto models = run(QStringLiteral("models gh --refresh --json"));
    QVERIFY2(models.status == 0, models.err.constData());
    run(QStringLiteral("run - --json --to gh/c"), "hi");
    QCOMPARE(m_server->requests().back().target(), QByteArray("/responses")); // as its list says
    QCOMPARE(m_server->requests().back().header("authorization"), QByteArray("Bearer tok-canary"));
}

void TestCliCopilot::saysWhySigningInFailed()
{
    describeProvider("own-id");
    m_signInAnswer = R"({"error":"access_denied","error_description":"dc-canary-0123456789"})";
    const auto added = run(QStringLiteral("keys add gh"));
    QCOMPARE(added.status, 1);
    QVERIFY2(added.err.contains("The request was declined at GitHub"), added.err.constData());
    QVERIFY(!added.err.contains("canary"));
    QCOMPARE(run(QStringLiteral("keys list --json")).array().size(), 0);
}

void TestCliCopilot::testsTheConnection()
{
    describeProvider("own-id");
    QCOMPARE(run(QStringLiteral("keys add gh")).status, 0);
    const auto walked = run(QStringLiteral("providers test gh"));
    QVERIFY2(walked.status == 0, (walked.out + walked.err).constData());
    QCOMPARE(m_server->requests().back().target(), QByteArray("/models"));
    QCOMPARE(m_server->requests().back().header("authorization"), QByteArray("Bearer tok-canary"));
}

QTEST_GUILESS_MAIN(TestCliCopilot)
#include "tst_clicopilot.moc"
