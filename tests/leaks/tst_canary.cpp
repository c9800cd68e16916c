// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/leaks/CanaryHome.h"
#include "tests/leaks/EchoFaults.h"
#include "tests/support/Canary.h"
#include "tests/support/LocalServerBench.h"
#include "tests/support/ScriptedProxy.h"
#include "tests/support/TestCertificates.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <csignal>

using namespace triptych;

namespace {

const QByteArray bearer = R"({"scheme":"bearer"})";

QString word(const QByteArray &text)
{
    return QString::fromLatin1(text);
}

QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

QByteArray firstWord()
{
    return R"(data: {"choices":[{"index":0,"delta":{"content":"so far"}}]})"
           "\n\n";
}

} // namespace

/// Canaries go through every fault that there is, in the program itself. Afterwards all that it said and kept is
/// searched for them.
class TestCanary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void providersThatEcho();
    void waysThatFail();
    void signInsThatAreEchoed();
    void listsThatEcho();
    void endsBySignal_data();
    void endsBySignal();
    void nothingIsHandedOn();
    void wrongPasswords();

private:
    QString originOfServer() const { return m_server->url({}).toString(); }
    void addMine(const QByteArray &more = {}) const;
    void askForRuns();
    void askEverything();
    void showLeaks() const;

    std::unique_ptr<CanaryHome> m_home;
    std::unique_ptr<ScriptedServer> m_server;
};

void TestCanary::init()
{
    m_home = std::make_unique<CanaryHome>();
    m_server = std::make_unique<ScriptedServer>();
}

void TestCanary::addMine(const QByteArray &more) const
{
    m_home->describe("mine", "openai-chat", originOfServer() + QStringLiteral("/v1"), bearer, more);
    m_home->keep({{QStringLiteral("mine"), canary::key, originOfServer()}});
}

/// What prints all that was kept of the runs.
void TestCanary::askForRuns()
{
    for (const char *words : {"history show 1", "history list --json", "history export"})
        QCOMPARE(m_home->run(word(words)).status, 0);
}

/// Every command that prints what was kept.
void TestCanary::askEverything()
{
    askForRuns();
    for (const char *words :
         {"history show 1 --json", "history list", "history search Wrong --json", "history search key"})
        QCOMPARE(m_home->run(word(words)).status, 0);
    for (const char *words : {"keys list", "keys list --json", "providers", "providers --json", "vault check"})
        QCOMPARE(m_home->run(word(words) + m_home->password()).status, 0);
}

void TestCanary::showLeaks() const
{
    const QStringList leaks = m_home->leaks();
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
}

/// A provider for each fault, since a refused key opens its breaker for all lanes that have not begun by then.
void TestCanary::providersThatEcho()
{
    m_server->respond([](const ScriptedRequest &request) {
        for (const EchoFault &fault : echoFaults(canary::key, request))
            if (fault.name == modelOf(request))
                return fault.steps;
        return script::Steps {script::answer(404, "{}")};
    });
    QHash<QString, QString> causes;
    QString words = QStringLiteral("run - --json --timeout 5 --parallel 200");
    std::vector<KeptKey> keys;
    for (const EchoFault &fault : echoFaults(canary::key, {})) {
        const QByteArray provider = "mine-" + fault.name;
        causes.insert(word(fault.name), word(fault.cause));
        words += QStringLiteral(" --to %1/%2").arg(word(provider), word(fault.name));
        m_home->describe(provider, "openai-chat", originOfServer() + QStringLiteral("/v1"), bearer);
        keys.push_back({word(provider), canary::key, originOfServer()});
    }
    m_home->keep(keys);
    QVERIFY(causes.size() >= 40);
    const auto ended = m_home->run(words + m_home->password(), "hi");
    QCOMPARE(ended.out.count('\n'), causes.size());
    QStringList wrong;
    for (int i = 0; i < causes.size(); ++i) {
        const QString model = ended.object(i)[u"model"].toString();
        const QString cause = ended.object(i)[u"cause"].toString();
        if (cause != causes[model])
            wrong << QStringLiteral("%1: %2").arg(model, cause);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QVERIFY(!m_home->search().in(m_server->received()).isEmpty()); // it was sent where it belongs
    askEverything();
    showLeaks();
}

/// What goes wrong before a provider was heard, and in the middle of the way.
void TestCanary::waysThatFail()
{
    const TestCertificates certificates;
    using Kind = TestCertificates::Kind;
    std::vector<KeptKey> keys;
    QByteArray files;
    QString words = QStringLiteral("run - --json --timeout 4 --parallel 200");
    QHash<QString, QString> causes;
    const auto add = [&](const QByteArray &id, const QString &url, const char *cause) {
        m_home->describe(id, "openai-chat", url, bearer);
        keys.push_back({word(id), canary::key, url});
        files += (files.isEmpty() ? "" : ",") + QByteArray("\"") + id + "\":\"" + certificates.caFile().toUtf8() + '"';
        words += QStringLiteral(" --to %1/m").arg(word(id));
        causes.insert(word(id), word(cause));
    };
    std::vector<std::unique_ptr<ScriptedServer>> servers;
    const auto addServer = [&](const QByteArray &id, Kind kind, const char *cause) -> ScriptedServer & {
        servers.push_back(std::make_unique<ScriptedServer>(certificates.server(kind)));
        servers.back()->playAlways({script::answer(401, QByteArray("Wrong key: ") + canary::key)});
        add(id, servers.back()->url({}).toString(), cause);
        return *servers.back();
    };
    addServer("expired", Kind::Expired, "tls.expired");
    addServer("wrong-host", Kind::WrongHost, "tls.hostname");
    addServer("self-signed", Kind::SelfSigned, "tls.self_signed");
    addServer("unknown-ca", Kind::UnknownCa, "tls.unknown_ca");
    addServer("good", Kind::Good, "auth");
    m_server->playOnConnect({script::Send {"HTTP/1.1 400 Bad Request\r\n\r\n"}, script::Close {}});
    add("no-tls", QStringLiteral("https://127.0.0.1:%1").arg(m_server->serverPort()), "tls.protocol");
    quint16 closed = 0;
    {
        const ScriptedServer gone;
        closed = gone.serverPort();
    }
    add("refused", QStringLiteral("http://127.0.0.1:%1").arg(closed), "connect");
    add("proxied", QStringLiteral("https://far.example.test:443"),
        "proxy.auth"); // this machine's own are never proxied
    ScriptedProxy proxy(ScriptedProxy::Kind::Http);
    proxy.user = "somebody";
    proxy.password = "else";
    m_home->home().write(QStringLiteral("config/settings.json"),
                         R"({"proxy":{"mode":"manual","url":")" + proxy.url(QStringLiteral("http")).toString().toUtf8()
                             + R"(","providers":{"proxied":"proxy"}},"caFiles":{)" + files + "}}");
    m_home->keep(keys);

    const auto ended = m_home->run(words + m_home->password(), "hi");
    QStringList wrong;
    for (int i = 0; i < causes.size(); ++i) {
        const QJsonObject lane = ended.object(i);
        if (lane[u"cause"].toString() != causes[lane[u"provider"].toString()])
            wrong << lane[u"provider"].toString() + QStringLiteral(": ") + lane[u"cause"].toString();
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n') + QString::fromUtf8(ended.err)));
    QVERIFY(proxy.received().contains("CONNECT far.example.test:443"));
    QCOMPARE(m_home->search().in(proxy.received()), QStringList());
    for (const auto &server : servers)
        if (server != servers[4]) // whose certificate is sound
            QCOMPARE(m_home->search().in(server->received()), QStringList());
    askForRuns();
    showLeaks();
}

void TestCanary::signInsThatAreEchoed()
{
    struct SignIn
    {
        QByteArray id;
        QByteArray dialect;
        QByteArray auth;
        QByteArray key;
    };
    const std::vector<SignIn> signIns {
        {"one", "anthropic", R"({"scheme":"header","header":"x-api-key"})", canary::headerKey},
        {"two", "gemini", R"({"scheme":"header","header":"x-goog-api-key"})", canary::headerKey},
        {"three", "openai-responses", bearer, canary::key},
        {"four", "ollama", bearer, canary::key},
        {"five", "bedrock", R"({"scheme":"sigv4","service":"bedrock","region":"us-east-1"})", canary::awsKey},
        {"six", "bedrock", R"({"scheme":"sigv4","service":"bedrock","region":"us-east-1"})",
         QByteArray(canary::awsKey) + ':' + canary::headerKey},
    };
    std::vector<KeptKey> keys;
    for (const SignIn &signIn : signIns) {
        m_home->describe(signIn.id, signIn.dialect, originOfServer(), signIn.auth);
        keys.push_back({word(signIn.id), signIn.key, originOfServer()});
    }
    m_home->keep(keys);
    for (const SignIn &signIn : signIns) {
        m_server->respond([&](const ScriptedRequest &request) {
            const QByteArray echo = request.head + "\nkey: " + signIn.key + ' ' + signIn.key.toBase64();
            return script::Steps {script::answer(403, echo)};
        });
        const auto ended
            = m_home->run(QStringLiteral("run - --json --to %1/m").arg(word(signIn.id)) + m_home->password(), "hi");
        QVERIFY2(ended.object()[u"cause"].toString() == QLatin1String("auth"), (ended.out + ended.err).constData());
    }
    QVERIFY(!m_home->search().in(m_server->received()).isEmpty());
    askForRuns();
    showLeaks();
}

void TestCanary::listsThatEcho()
{
    addMine();
    const QByteArray quoted = QByteArray(canary::key).replace('\\', "\\\\").replace('"', "\\\"");
    const QString models = QStringLiteral("models mine --refresh --json") + m_home->password();
    m_server->playAlways({script::answer(401, "{\"error\":{\"message\":\"Wrong key: " + quoted + "\"}}")});
    QCOMPARE(m_home->run(models).status, 1);
    const QByteArray list = R"({"data":[{"id":"good"},{"id":")" + quoted + R"("},{"id":"m","name":")" + quoted
        + R"(","display_name":")" + quoted + R"("}]})";
    m_server->playAlways({script::answer(200, list, "Content-Type: application/json\r\n")});
    const auto ended = m_home->run(models);
    QVERIFY2(ended.status == 0, ended.err.constData());
    QVERIFY2(ended.out.contains("good"), ended.out.constData());
    m_server->playAlways({script::answer(200, "<html><title>" + QByteArray(canary::key) + "</title></html>")});
    QCOMPARE(m_home->run(models).status, 1);
    QCOMPARE(m_home->run(QStringLiteral("providers --json") + m_home->password()).status, 0);
    QCOMPARE(m_server->requests().size(), std::size_t(3));
    showLeaks();
}

void TestCanary::endsBySignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("cause");
    QTest::newRow("interrupt") << SIGINT << QStringLiteral("user");
    QTest::newRow("segmentation fault") << SIGSEGV << QStringLiteral("app_crash");
    QTest::newRow("abort") << SIGABRT << QStringLiteral("app_crash");
    QTest::newRow("kill") << SIGKILL << QStringLiteral("app_crash");
}

void TestCanary::endsBySignal()
{
    QFETCH(const int, signal);
    QFETCH(const QString, cause);
    addMine();
    const QByteArray echo = QByteArray(canary::key).replace('\\', "\\\\").replace('"', "\\\"");
    m_server->playAlways(
        {script::streamHead(), script::Send {firstWord().replace("so far", "so far " + echo)}, script::Pause {}});
    const auto process = m_home->start(QStringLiteral("run - --json --to mine/m") + m_home->password(), "hi");
    const auto lane
        = [this] { return m_home->run(QStringLiteral("history show 1 --json")).object()[u"lanes"][0].toObject(); };
    QTRY_VERIFY_WITH_TIMEOUT(lane()[u"text"].toString().startsWith(QStringLiteral("so far")), 20'000);
    ::kill(pid_t(process->processId()), signal);
    m_home->ended(*process);
    QCOMPARE(lane()[u"cause"].toString(), cause);
    askForRuns();
    showLeaks();
    QVERIFY(QDir(m_home->home().path()).entryList({QStringLiteral("*core*")}).isEmpty());
}

/// Neither the program's own words and variables nor those of the engine that it starts hold a key of the vault.
void TestCanary::nothingIsHandedOn()
{
    const LocalServerBench bench(QStringLiteral("/var/tmp/tst_canary-XXXXXX")); // /tmp is hidden from the engine
    const QString model
        = bench.model(QStringLiteral("tiny"), {QStringLiteral("stream 10000"), QStringLiteral("pause 20")});
    const QStringList environment {QStringLiteral("TRIPTYCH_LLAMA_SERVER=") + LocalServerBench::fakeEngine()};
    addMine();
    m_server->playAlways({script::streamHead(), script::Send {firstWord()}, script::Pause {}});
    QCOMPARE(m_home->run(QStringLiteral("local add ") + model).status, 0);
    const auto process = m_home->start(QStringLiteral("run - --json --to mine/m --to local/tiny") + m_home->password(),
                                       "hi", environment);
    std::vector<qint64> all;
    const auto family = [&] {
        all = {process->processId()};
        for (std::size_t i = 0; i < all.size(); ++i)
            for (const qint64 child : childrenOf(all[i]))
                all.push_back(child);
        return all.size();
    };
    QTRY_VERIFY_WITH_TIMEOUT(m_server->isPaused() && family() > 1, 20'000);
    for (const qint64 pid : all)
        for (const char *name : {"cmdline", "environ"}) {
            const QByteArray shown = contentOf(QStringLiteral("/proc/%1/%2").arg(pid).arg(word(name)));
            QCOMPARE(m_home->search().in(shown), QStringList());
            QVERIFY(pid == all[0] || !shown.isEmpty()); // the program's own may be closed to others
        }
    ::kill(pid_t(process->processId()), SIGINT);
    const auto ended = m_home->ended(*process);
    QCOMPARE(ended.out.count('\n'), 2);
    askForRuns();
    showLeaks();
}

void TestCanary::wrongPasswords()
{
    addMine();
    m_server->playAlways({script::answer(401, "no")});
    const QString run = QStringLiteral("run - --json --to mine/m");
    const auto locked = m_home->run(run, "hi");
    QCOMPARE(locked.status, 3);
    QCOMPARE(locked.object()[u"cause"].toString(), QStringLiteral("vault_locked"));
    const QString wrong = m_home->passwordFile(QByteArray("x") + canary::password);
    for (const QString &words : {run, QStringLiteral("keys list"), QStringLiteral("vault check")})
        QCOMPARE(m_home->run(words + wrong, "hi").status, 3);
    QVERIFY(m_server->requests().empty());

    const QString add = QStringLiteral("keys add mine") + m_home->password();
    QCOMPARE(m_home->run(add, canary::headerKey).status, 0);
    m_home->run(add, QByteArray(canary::key) + " and more\nlines"); // whatever it makes of it, it shows nothing
    m_home->run(run + m_home->password(), "hi");
    m_home->run(QStringLiteral("keys add nobody") + m_home->password(), canary::key);
    QCOMPARE(m_home->run(QStringLiteral("keys list --json") + m_home->password()).status, 0);
    showLeaks();
}

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
