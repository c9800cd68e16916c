// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/CliHome.h"
#include "tests/support/ScriptedServer.h"

#include <QTest>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace triptych;

namespace {

const QString listKeys = QStringLiteral("keys list --json");

/// A terminal with a person at it: what the program shows, and what the person types.
class Screen
{
    Q_DISABLE_COPY_MOVE(Screen)

public:
    Screen() : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK))
    {
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
            qFatal("there are no terminals here");
        m_slave = ::open(::ptsname(m_master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    }
    ~Screen()
    {
        ::close(m_slave);
        ::close(m_master);
    }

    void giveTo(QProcess &process) const
    {
        process.setChildProcessModifier([slave = m_slave] {
            ::dup2(slave, STDIN_FILENO);
            ::dup2(slave, STDERR_FILENO);
        });
    }
    void type(const QByteArray &keys) const
    {
        QCOMPARE(::write(m_master, keys.constData(), size_t(keys.size())), ssize_t(keys.size()));
    }
    const QByteArray &shown()
    {
        char buffer[1024];
        for (ssize_t got = 0; (got = ::read(m_master, buffer, sizeof buffer)) > 0;)
            m_shown.append(buffer, got);
        return m_shown;
    }

    bool echoes() const
    {
        termios state {};
        return ::tcgetattr(m_slave, &state) == 0 && (state.c_lflag & ECHO) != 0;
    }

private:
    int m_master;
    int m_slave = -1;
    QByteArray m_shown;
};

} // namespace

/// Keys and the vault, through the program itself.
class TestCliKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void environmentIsImportedOnce();
    void aVariableOfTwoSitesGoesToTheFirst();
    void theVaultGoesBeforeTheEnvironment();
    void keysAreBoundToTheFieldsOfTheSettings();
    void aListElsewhereIsPartOfTheKey();
    void aTypedKeyIsNotShown();
    void anInterruptGivesTheEchoBack();
    void passwordIsChanged();
    void providersWithoutAVault();
    void nothingIsKnownOfALockedVault();

private:
    void giveHome(QProcess &process) const;
    std::unique_ptr<CliHome> m_home;
};

void TestCliKeys::init()
{
    m_home = std::make_unique<CliHome>();
}

void TestCliKeys::environmentIsImportedOnce()
{
    QVERIFY(m_home->makeVault());
    const QString import = QStringLiteral("keys import-env") + m_home->password();
    const QStringList environment {QStringLiteral("GROQ_API_KEY=gsk_0123456789abcdef"),
                                   QStringLiteral("OPENAI_API_KEY=  ")};
    auto ended = m_home->run(import, {}, environment);
    QVERIFY2(ended.status == 0, ended.err.constData());
    QCOMPARE(ended.out, QByteArray("groq from GROQ_API_KEY\n"));
    ended = m_home->run(import, {}, environment);
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out, QByteArray("groq has the key in GROQ_API_KEY already\n"));
    QJsonArray keys = m_home->run(listKeys + m_home->password()).array();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys[0][u"label"].toString(), QStringLiteral("GROQ_API_KEY"));
    QCOMPARE(keys[0][u"tail"].toString(), QStringLiteral("cdef"));

    ended = m_home->run(import, {}, {QStringLiteral("GROQ_API_KEY=gsk_anotherkey9876")}); // a new key is one to keep
    QCOMPARE(ended.out, QByteArray("groq from GROQ_API_KEY\n"));
    QCOMPARE(m_home->run(listKeys + m_home->password()).array().size(), 2);
    QVERIFY(m_home->run(import).err.contains("no provider's variable is set"));
}

void TestCliKeys::aVariableOfTwoSitesGoesToTheFirst()
{
    QVERIFY(m_home->makeVault());
    const auto ended = m_home->run(QStringLiteral("keys import-env") + m_home->password(), {},
                                   {QStringLiteral("MOONSHOT_API_KEY=sk-0123456789abcdef")});
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out, QByteArray("moonshot from MOONSHOT_API_KEY\n"));
    QVERIFY2(ended.err.contains("keys add moonshot-cn"), ended.err.constData());
    QCOMPARE(m_home->run(listKeys + m_home->password()).array().size(), 1);
}

void TestCliKeys::theVaultGoesBeforeTheEnvironment()
{
    ScriptedServer server;
    server.playAlways({script::answer(401, "{}")});
    const QString base = server.url(QString()).toString();
    m_home->write(QStringLiteral("config/providers/mine.json"),
                  R"({"id":"mine","dialect":"openai-chat","baseUrl":")" + base.toUtf8()
                      + R"(","auth":{"scheme":"bearer"},"keyEnv":"MINE_KEY"})");
    const QStringList environment {QStringLiteral("MINE_KEY=sk-of-the-environment")};
    const QString run = QStringLiteral("run - --json --to mine/m");
    QCOMPARE(m_home->run(QStringLiteral("keys allow-env MINE_KEY ") + base).status, 0);
    const auto keyOf = [&](const QString &more) {
        const auto before = server.requests().size();
        m_home->run(run + more, "hi", environment);
        return server.requests().size() == before + 1 ? server.requests().back().header("authorization")
                                                      : QByteArray("no request");
    };
    QCOMPARE(keyOf({}), QByteArray("Bearer sk-of-the-environment")); // no vault
    QVERIFY(m_home->makeVault());
    QCOMPARE(keyOf({}), QByteArray("Bearer sk-of-the-environment")); // locked, and no password
    QCOMPARE(keyOf(m_home->password()), QByteArray("Bearer sk-of-the-environment")); // no key for it
    QCOMPARE(m_home->run(QStringLiteral("keys add mine") + m_home->password(), "sk-of-the-vault").status, 0);
    QCOMPARE(keyOf(m_home->password()), QByteArray("Bearer sk-of-the-vault"));
    QCOMPARE(keyOf({}), QByteArray("Bearer sk-of-the-environment"));
    const auto locked = m_home->run(run, "hi");
    QCOMPARE(locked.status, 3);
    QCOMPARE(locked.object()[u"cause"].toString(), QStringLiteral("vault_locked"));
    const auto told = m_home->run(QStringLiteral("run - --to mine/m"), "hi");
    QVERIFY2(told.err.contains("--password-file"), told.err.constData());
}

void TestCliKeys::keysAreBoundToTheFieldsOfTheSettings()
{
    ScriptedServer server;
    server.playAlways({script::answer(401, "{}")});
    const QByteArray port = QByteArray::number(server.serverPort());
    m_home->write(
        QStringLiteral("config/providers/mine.json"),
        R"({"id":"mine","dialect":"openai-chat","baseUrl":"http://{host}:)" + port
            + R"(/v1","auth":{"scheme":"bearer"},"fields":[{"id":"host","label":"Host","default":"localhost"}]})");
    m_home->write(QStringLiteral("config/settings.json"), R"({"fields":{"mine/host":"127.0.0.1"}})");
    QVERIFY(m_home->makeVault());
    QCOMPARE(m_home->run(QStringLiteral("keys add mine") + m_home->password(), "sk-0123456789").status, 0);
    const QJsonArray keys = m_home->run(listKeys + m_home->password()).array();
    QCOMPARE(keys[0][u"origins"][0].toString(), QStringLiteral("http://127.0.0.1:") + QString::fromLatin1(port));
    const QJsonArray providers = m_home->run(QStringLiteral("providers --json") + m_home->password()).array();
    QCOMPARE(providers.last()[u"id"].toString(), QStringLiteral("mine"));
    QCOMPARE(providers.last()[u"hasKey"], QJsonValue(true));
    m_home->run(QStringLiteral("run - --to mine/m") + m_home->password(), "hi");
    QCOMPARE(server.requests().size(), size_t(1));
    QCOMPARE(server.requests()[0].header("authorization"), QByteArray("Bearer sk-0123456789"));
}

void TestCliKeys::giveHome(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TRIPTYCH_HOME"), m_home->path());
    process.setProcessEnvironment(environment);
}

void TestCliKeys::aListElsewhereIsPartOfTheKey()
{
    m_home->write(QStringLiteral("config/settings.json"), R"({"fields":{"bedrock/region":"eu-west-1"}})");
    QVERIFY(m_home->makeVault());
    QCOMPARE(m_home->run(QStringLiteral("keys add bedrock") + m_home->password(), "AKIDEXAMPLE:sk-0123456789").status,
             0);
    const QJsonArray keys = m_home->run(listKeys + m_home->password()).array();
    QCOMPARE(keys[0][u"origins"].toArray(),
             QJsonArray({QStringLiteral("https://bedrock-runtime.eu-west-1.amazonaws.com:443"),
                         QStringLiteral("https://bedrock.eu-west-1.amazonaws.com:443")}));
    m_home->write(
        QStringLiteral("config/providers/mine.json"),
        R"({"id":"mine","dialect":"bedrock","baseUrl":"https://bedrock-runtime.eu-west-1.amazonaws.com","modelsBaseUrl":"https://evil.example","auth":{"scheme":"bearer"}})");
    const auto refused = m_home->run(QStringLiteral("models mine --refresh") + m_home->password());
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.err.contains("modelsBaseUrl: is for shipped entries only; leave it out"), refused.err.constData());
}

void TestCliKeys::aTypedKeyIsNotShown()
{
    QVERIFY(m_home->makeVault());
    Screen screen;
    QProcess process;
    giveHome(process);
    screen.giveTo(process);
    process.start(CliHome::program(), (QStringLiteral("keys add groq") + m_home->password()).split(u' '));
    QTRY_VERIFY_WITH_TIMEOUT(screen.shown().contains("Key for Groq: "), 20'000);
    screen.type("gsk_0123456789abcdef\n"); // one line is all; nobody has to press Ctrl+D
    const auto ended = CliHome::ended(process);
    QVERIFY2(ended.status == 0, screen.shown().constData());
    QVERIFY2(!screen.shown().contains("0123456789"), screen.shown().constData());
    QCOMPARE(m_home->run(listKeys + m_home->password()).array()[0][u"tail"].toString(), QStringLiteral("cdef"));
}

void TestCliKeys::anInterruptGivesTheEchoBack()
{
    Screen screen;
    QVERIFY(screen.echoes());
    QVERIFY(m_home->makeVault());
    QProcess process;
    giveHome(process);
    screen.giveTo(process);
    process.start(CliHome::program(), (QStringLiteral("keys add groq") + m_home->password()).split(u' '));
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY(!screen.echoes());
    ::kill(pid_t(process.processId()), SIGINT); // as Ctrl+C does
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QCOMPARE(process.exitCode(), SIGINT);
    QVERIFY(screen.echoes());
}

void TestCliKeys::passwordIsChanged()
{
    QVERIFY(m_home->makeVault());
    QCOMPARE(m_home->run(QStringLiteral("keys add groq") + m_home->password(), "gsk_0123456789abcdef").status, 0);
    m_home->write(QStringLiteral("wrong"), "incorrect\n");
    m_home->write(QStringLiteral("new"), "another horse battery\n");
    const QString change
        = QStringLiteral("vault change-password --new-password-file ") + m_home->path(QStringLiteral("new"));
    QCOMPARE(m_home->run(change + QStringLiteral(" --password-file ") + m_home->path(QStringLiteral("wrong"))).status,
             3);
    QVERIFY(m_home->run(QStringLiteral("vault check") + m_home->password()).out.contains("1 keys"));
    const auto unread
        = m_home->run(QStringLiteral("vault check --password-file ") + m_home->path(QStringLiteral("none")));
    QCOMPARE(unread.status, 2);
    QVERIFY2(unread.err.contains("none"), unread.err.constData());
    const auto changed = m_home->run(change + m_home->password());
    QVERIFY2(changed.status == 0, changed.err.constData());
    QCOMPARE(m_home->run(QStringLiteral("vault check") + m_home->password()).status, 3);
    const auto list = m_home->run(listKeys + QStringLiteral(" --password-file ") + m_home->path(QStringLiteral("new")));
    QCOMPARE(list.status, 0);
    QCOMPARE(list.array().size(), 1);
}

void TestCliKeys::providersWithoutAVault()
{
    m_home->write(QStringLiteral("password"), "correct horse battery\n");
    const auto ended = m_home->run(QStringLiteral("providers --json") + m_home->password());
    QVERIFY2(ended.status == 0, ended.err.constData());
    QVERIFY(ended.array().size() > 10);
    for (const QJsonValue provider : ended.array())
        QVERIFY2(provider[u"hasKey"].isBool(), qPrintable(provider[u"id"].toString()));
}

void TestCliKeys::nothingIsKnownOfALockedVault()
{
    QVERIFY(m_home->makeVault());
    const QString list = QStringLiteral("providers --json");
    const auto openAiHasKey = [&](const QString &words, const QStringList &environment = {}) {
        for (const QJsonValue provider : m_home->run(words, {}, environment).array()) {
            if (provider[u"id"].toString() == QLatin1String("openai"))
                return provider[u"hasKey"];
        }
        return QJsonValue(QJsonValue::Undefined);
    };
    QCOMPARE(openAiHasKey(list), QJsonValue(QJsonValue::Null));
    QCOMPARE(openAiHasKey(list, {QStringLiteral("OPENAI_API_KEY=sk-0123456789")}), QJsonValue(true));
    QCOMPARE(openAiHasKey(list, {QStringLiteral("OPENAI_API_KEY=")}), QJsonValue(QJsonValue::Null));
    QCOMPARE(openAiHasKey(list + m_home->password()), QJsonValue(false));
    QVERIFY(m_home->run(QStringLiteral("providers --help")).out.contains("hasKey is null"));
}

QTEST_GUILESS_MAIN(TestCliKeys)
#include "tst_clikeys.moc"
