// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/CliHome.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace triptych;

/// The program itself, as a script uses it.
class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void helpOfEverySubcommand();
    void wrongWordsExitTwo_data();
    void wrongWordsExitTwo();
    void demoAnswers();
    void oneObjectALane();
    void promptFileWithVariables();
    void keysAreAddedListedAndRemoved();
    void wrongPasswordExitsThree();
    void noKeyIsNamed();
    void lockedVaultExitsThree();
    void damagedVaultNamesTheGoodCopy();
    void localModels();
    void historyKeepsWhatRan();
    void aDamagedHistoryIsSetAsideAndRecovered();
    void noHistoryKeepsNothing();
    void faultyProviderFileStopsNothing();
    void anOpenAddressTakesNoKey();
    void environmentOfAForeignFileIsNotUsed();
    void secretsAreNowhereInTheHome();

private:
    using Ended = CliHome::Ended;
    Ended triptych(const QStringList &arguments, const QByteArray &input = {},
                   const QStringList &environment = {}) const
    {
        return m_home->run(arguments, input, environment);
    }
    void write(const QString &name, const QByteArray &bytes) const { m_home->write(name, bytes); }
    QString path(const QString &name) const { return m_home->path(name); }
    bool makeVault() const { return m_home->makeVault(); }
    static bool hasLlama();

    std::unique_ptr<CliHome> m_home;
};

void TestCli::init()
{
    m_home = std::make_unique<CliHome>();
}

bool TestCli::hasLlama()
{
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + QStringLiteral("/.cache"));
    const QStringList built
        = QDir(cache + QStringLiteral("/triptych")).entryList({QStringLiteral("llama.cpp-*")}, QDir::Dirs);
    for (const QString &folder : built) {
        if (QFileInfo(cache + QStringLiteral("/triptych/") + folder + QStringLiteral("/bin/llama-server"))
                .isExecutable())
            return true;
    }
    return qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA");
}

void TestCli::helpOfEverySubcommand()
{
    for (const char *name : {"run", "providers", "models", "keys", "vault", "local", "history"}) {
        const Ended ended = triptych({QString::fromLatin1(name), QStringLiteral("--help")});
        QCOMPARE(ended.status, 0);
        QVERIFY2(ended.out.contains("Usage:"), ended.out.constData());
        QVERIFY(ended.err.isEmpty());
    }
}

void TestCli::wrongWordsExitTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char *words, const char *named) {
        QTest::newRow(words) << QString::fromLatin1(words).split(u' ') << QByteArray(named);
    };
    row("run", "prompt file");
    row("run - --to", "--to");
    row("run -", "--to");
    row("run - --to demo", "demo");
    row("run - --to local/demo#colour=1", "colour");
    row("run - --to local/demo --set temperature=9", "temperature=9");
    row("run - --to local/demo --parallel 0", "--parallel");
    row("run - --to local/demo --timeout x", "--timeout");
    row("run - --to local/demo --repeat 0", "--repeat");
    row("run - --to local/demo --colour", "colour");
    row("run /nonexistent/a.prompty --to local/demo", "a.prompty");
    row("models", "provider");
    row("models nobody", "nobody");
    row("keys", "keys");
    row("keys add nobody", "nobody");
    row("vault open", "vault");
    row("local", "local");
    row("history show x", "x");
    row("nonsense", "nonsense");
}

void TestCli::wrongWordsExitTwo()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, named);
    const Ended ended = triptych(arguments, "hello");
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains(named), ended.err.constData());
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY(ended.out.isEmpty());
}

void TestCli::demoAnswers()
{
    if (!hasLlama())
        QSKIP("no llama-server was built for this user");
    const Ended ended = triptych({QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"),
                                  QStringLiteral("local/demo#temperature=0"), QStringLiteral("--json")},
                                 "Write: Return the factorial of n.");
    QVERIFY2(ended.status == 0, (ended.out + ended.err).constData());
    const QJsonObject lane = ended.object();
    QCOMPARE(lane[u"outcome"].toString(), QStringLiteral("complete"));
    QVERIFY(lane[u"text"].toString().contains(QStringLiteral("def factorial(n)")));
    QCOMPARE(lane[u"cost"][u"usd"].toDouble(-1), 0.0);
    QCOMPARE(lane[u"cost"][u"source"].toString(), QStringLiteral("computed"));
    QCOMPARE(lane[u"settings"][u"temperature"].toDouble(-1), 0.0);
    QVERIFY(lane[u"timing"][u"firstTextMs"].toDouble() > 0);
    QVERIFY(lane[u"error"].isNull());
}

void TestCli::oneObjectALane()
{
    if (!hasLlama())
        QSKIP("no llama-server was built for this user");
    const Ended ended = triptych({QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"),
                                  QStringLiteral("local/demo"), QStringLiteral("--to"), QStringLiteral("nobody/x"),
                                  QStringLiteral("--repeat"), QStringLiteral("2"), QStringLiteral("--json")},
                                 "Write: Return the square of x.");
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.out.count('\n'), 4);
    int complete = 0;
    for (int i = 0; i < 4; ++i) {
        const QJsonObject lane = ended.object(i);
        complete += lane[u"outcome"].toString() == QLatin1String("complete") ? 1 : 0;
        if (lane[u"provider"].toString() == QLatin1String("nobody"))
            QCOMPARE(lane[u"cause"].toString(), QStringLiteral("provider.unknown"));
    }
    QCOMPARE(complete, 2);
}

void TestCli::promptFileWithVariables()
{
    write(QStringLiteral("p.prompty"),
          "---\nname: power\nlanes:\n  - nobody/x\n---\nuser:\nWrite: Return the {{what}} of x.\n");
    Ended ended = triptych({QStringLiteral("run"), path(QStringLiteral("p.prompty"))});
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains("what"), ended.err.constData());
    ended = triptych({QStringLiteral("run"), path(QStringLiteral("p.prompty")), QStringLiteral("--var"),
                      QStringLiteral("what=cube"), QStringLiteral("--json")});
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.object()[u"lane"].toString(), QStringLiteral("nobody/x"));
}

void TestCli::keysAreAddedListedAndRemoved()
{
    QVERIFY(makeVault());
    const QStringList password {QStringLiteral("--password-file"), path(QStringLiteral("password"))};
    QCOMPARE(triptych(QStringList {QStringLiteral("keys"), QStringLiteral("add"), QStringLiteral("anthropic"),
                                   QStringLiteral("--label"), QStringLiteral("work")}
                          + password,
                      "sk-ant-0123456789-Qf3A\n")
                 .status,
             0);
    const Ended listed
        = triptych(QStringList {QStringLiteral("keys"), QStringLiteral("list"), QStringLiteral("--json")} + password);
    QCOMPARE(listed.status, 0);
    const QJsonArray keys = QJsonDocument::fromJson(listed.out).array();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys[0][u"provider"].toString(), QStringLiteral("anthropic"));
    QCOMPARE(keys[0][u"tail"].toString(), QStringLiteral("Qf3A"));
    QCOMPARE(keys[0][u"label"].toString(), QStringLiteral("work"));
    QCOMPARE(keys[0][u"origins"][0].toString(), QStringLiteral("https://api.anthropic.com:443"));
    QVERIFY(!listed.out.contains("0123456789"));
    QCOMPARE(
        triptych(QStringList {QStringLiteral("keys"), QStringLiteral("remove"), keys[0][u"id"].toString()} + password)
            .status,
        0);
    QCOMPARE(
        QJsonDocument::fromJson(
            triptych(QStringList {QStringLiteral("keys"), QStringLiteral("list"), QStringLiteral("--json")} + password)
                .out)
            .array()
            .size(),
        0);
}

void TestCli::wrongPasswordExitsThree()
{
    QVERIFY(makeVault());
    write(QStringLiteral("wrong"), "incorrect\n");
    const Ended ended = triptych({QStringLiteral("vault"), QStringLiteral("check"), QStringLiteral("--password-file"),
                                  path(QStringLiteral("wrong"))});
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains("assword"), ended.err.constData());
}

void TestCli::noKeyIsNamed()
{
    const Ended ended = triptych({QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"),
                                  QStringLiteral("anthropic/claude-opus-5-5"), QStringLiteral("--json")},
                                 "hi");
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.object()[u"cause"].toString(), QStringLiteral("no_key"));
    QCOMPARE(ended.object()[u"outcome"].toString(), QStringLiteral("failed"));
}

void TestCli::lockedVaultExitsThree()
{
    QVERIFY(makeVault());
    const Ended ended = triptych({QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"),
                                  QStringLiteral("openai/gpt-6.2-sol"), QStringLiteral("--json")},
                                 "hi");
    QCOMPARE(ended.status, 3);
    QCOMPARE(ended.object()[u"cause"].toString(), QStringLiteral("vault_locked"));
}

void TestCli::damagedVaultNamesTheGoodCopy()
{
    QVERIFY(makeVault());
    const QStringList password {QStringLiteral("--password-file"), path(QStringLiteral("password"))};
    QCOMPARE(triptych(QStringList {QStringLiteral("keys"), QStringLiteral("add"), QStringLiteral("groq")} + password,
                      "gsk_0123456789abcdef")
                 .status,
             0);
    QFile vault(path(QStringLiteral("data/vault.trv")));
    QVERIFY(vault.open(QIODevice::ReadWrite));
    vault.seek(vault.size() - 40);
    vault.write("damage");
    vault.close();
    const Ended ended = triptych(QStringList {QStringLiteral("vault"), QStringLiteral("check")} + password);
    QCOMPARE(ended.status, 1);
    QVERIFY2(ended.err.contains("vault.bak."), ended.err.constData());
}

void TestCli::localModels()
{
    QVERIFY(triptych({QStringLiteral("local"), QStringLiteral("list")}).out.contains("local/demo"));
    write(QStringLiteral("bad.gguf"), "GGUF but not really");
    const Ended refused = triptych({QStringLiteral("local"), QStringLiteral("add"), path(QStringLiteral("bad.gguf"))});
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains("bad.gguf"), refused.err.constData());
    QVERIFY(QFile::copy(QStringLiteral(TRIPTYCH_DEMO_MODEL), path(QStringLiteral("mine.gguf"))));
    QCOMPARE(triptych({QStringLiteral("local"), QStringLiteral("add"), path(QStringLiteral("mine.gguf"))}).out,
             QByteArray("local/mine\n"));
    QVERIFY(triptych({QStringLiteral("models"), QStringLiteral("local")}).out.contains("mine"));
    QCOMPARE(triptych({QStringLiteral("local"), QStringLiteral("remove"), QStringLiteral("mine")}).status, 0);
    QVERIFY(QFile::exists(path(QStringLiteral("mine.gguf"))));
    QCOMPARE(triptych({QStringLiteral("local"), QStringLiteral("remove"), QStringLiteral("demo")}).status, 1);
}

void TestCli::historyKeepsWhatRan()
{
    triptych({QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"), QStringLiteral("nobody/x")},
             "find me again");
    const Ended found = triptych(
        {QStringLiteral("history"), QStringLiteral("search"), QStringLiteral("me again"), QStringLiteral("--json")});
    QCOMPARE(found.status, 0);
    QCOMPARE(found.object()[u"prompt"].toString(), QStringLiteral("find me again"));
    const QString id = QString::number(found.object()[u"id"].toInt());
    QCOMPARE(triptych({QStringLiteral("history"), QStringLiteral("show"), id, QStringLiteral("--json")})
                 .object()[u"lanes"][0][u"cause"]
                 .toString(),
             QStringLiteral("provider.unknown"));
    QCOMPARE(triptych({QStringLiteral("history"), QStringLiteral("delete"), id}).status, 0);
    QVERIFY(triptych({QStringLiteral("history"), QStringLiteral("list")}).out.isEmpty());
}

void TestCli::aDamagedHistoryIsSetAsideAndRecovered()
{
    for (int i = 0; i < 40; ++i)
        triptych({QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"), QStringLiteral("nobody/x")},
                 "prompt number " + QByteArray::number(i) + QByteArray(3000, ' ') + "end");
    QFile file(path(QStringLiteral("data/history.sqlite")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    constexpr qint64 page = 4096;
    QVERIFY(file.size() > 20 * page);
    file.seek(file.size() - 6 * page); // where the last texts lie
    file.write(QByteArray(page, '\x55'));
    file.close();

    const Ended list = triptych({QStringLiteral("history"), QStringLiteral("list")});
    QVERIFY2(list.err.contains("history.sqlite.damaged-"), list.err.constData());
    const QStringList aside
        = QDir(path(QStringLiteral("data"))).entryList({QStringLiteral("history.sqlite.damaged-*")});
    QVERIFY(!aside.isEmpty());
    const Ended recovered = triptych(
        {QStringLiteral("history"), QStringLiteral("recover"), path(QStringLiteral("data/") + aside.first())});
    QCOMPARE(recovered.status, 0);
    const int count = recovered.out.split(' ').first().toInt();
    QVERIFY2(count >= 30 && count <= 40, recovered.out.constData());
    QCOMPARE(triptych({QStringLiteral("history"), QStringLiteral("search"), QStringLiteral("number 7"),
                       QStringLiteral("--json")})
                 .out.count('\n'),
             1);
    QCOMPARE(triptych({QStringLiteral("history"), QStringLiteral("recover"), path(QStringLiteral("nothing"))}).status,
             1);
}

void TestCli::noHistoryKeepsNothing()
{
    triptych({QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"), QStringLiteral("nobody/x"),
              QStringLiteral("--no-history")},
             "forget me");
    QVERIFY(triptych({QStringLiteral("history"), QStringLiteral("list")}).out.isEmpty());
}

void TestCli::faultyProviderFileStopsNothing()
{
    write(QStringLiteral("config/providers/bad.json"), "{\n \"id\": \"bad\",\n \"dialect\": 7\n}");
    write(QStringLiteral("config/providers/mine.json"),
          R"({"id":"mine","dialect":"openai-chat","baseUrl":"http://127.0.0.1:9/v1","auth":{"scheme":"none"}})");
    const Ended ended = triptych({QStringLiteral("providers"), QStringLiteral("--json")});
    QCOMPARE(ended.status, 0);
    QVERIFY2(ended.err.contains("bad.json"), ended.err.constData());
    QStringList ids;
    for (const QJsonValue provider : QJsonDocument::fromJson(ended.out).array())
        ids << provider[u"id"].toString();
    for (const char *id :
         {"local",         "openai",      "anthropic",   "openrouter",     "deepseek",       "mistral",
          "groq",          "xai",         "moonshot",    "moonshot-cn",    "dashscope-intl", "dashscope-cn",
          "zai",           "zhipu",       "siliconflow", "siliconflow-cn", "ollama",         "lmstudio",
          "llamacpp",      "vllm",        "mine",        "ollama-cloud",   "azure",          "bedrock",
          "gemini-openai", "kimi-coding", "zai-coding",  "together",       "fireworks",      "cerebras",
          "perplexity",    "cohere",      "deepinfra",   "nvidia",         "huggingface",    "minimax",
          "minimax-cn",    "novita",      "nebius",      "stepfun",        "vercel",         "openai-responses",
          "gemini"})
        QVERIFY2(ids.contains(QLatin1String(id)), id);
    QVERIFY(ids.contains(QStringLiteral("azure-responses")));
    QVERIFY(!ids.contains(QStringLiteral("bad")));
}

/// Without the name of its resource, Azure has no address that a key could be bound to.
void TestCli::anOpenAddressTakesNoKey()
{
    QVERIFY(makeVault());
    const QStringList password {QStringLiteral("--password-file"), path(QStringLiteral("password"))};
    const QStringList environment {QStringLiteral("AZURE_OPENAI_API_KEY=0123456789abcdef")};
    const Ended added
        = triptych(QStringList {QStringLiteral("keys"), QStringLiteral("add"), QStringLiteral("azure")} + password,
                   "0123456789abcdef\n");
    QCOMPARE(added.status, 2);
    QVERIFY2(added.err.contains("Resource"), added.err.constData());
    const Ended imported
        = triptych(QStringList {QStringLiteral("keys"), QStringLiteral("import-env")} + password, {}, environment);
    QVERIFY2(imported.err.contains("Resource"), imported.err.constData());
    const Ended ran = triptych({QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"),
                                QStringLiteral("azure/gpt"), QStringLiteral("--json")},
                               "x", environment);
    QCOMPARE(ran.object()[u"cause"].toString(), QStringLiteral("address_incomplete"));
    QVERIFY(triptych(QStringList {QStringLiteral("keys"), QStringLiteral("list")} + password).out.isEmpty());
}

void TestCli::environmentOfAForeignFileIsNotUsed()
{
    write(
        QStringLiteral("config/providers/thief.json"),
        R"({"id":"thief","dialect":"openai-chat","baseUrl":"https://127.0.0.1:9/v1","auth":{"scheme":"bearer"},"keyEnv":"OPENAI_API_KEY"})");
    const QStringList run {QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"),
                           QStringLiteral("thief/m"), QStringLiteral("--json")};
    const QStringList environment {QStringLiteral("OPENAI_API_KEY=sk-0123456789abcdef")};
    QCOMPARE(triptych(run, "hi", environment).object()[u"cause"].toString(), QStringLiteral("no_key"));
    QCOMPARE(triptych({QStringLiteral("keys"), QStringLiteral("allow-env"), QStringLiteral("OPENAI_API_KEY"),
                       QStringLiteral("https://127.0.0.1:9")})
                 .status,
             0);
    QVERIFY(triptych(run, "hi", environment).object()[u"cause"].toString() != QLatin1String("no_key"));
}

void TestCli::secretsAreNowhereInTheHome()
{
    QVERIFY(makeVault());
    const QByteArray key = "sk-canary-0123456789-abcdefghij";
    QCOMPARE(triptych({QStringLiteral("keys"), QStringLiteral("add"), QStringLiteral("llamacpp"),
                       QStringLiteral("--password-file"), path(QStringLiteral("password"))},
                      key)
                 .status,
             0);
    triptych({QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--to"), QStringLiteral("llamacpp/m"),
              QStringLiteral("--password-file"), path(QStringLiteral("password"))},
             "hi");
    QProcess grep;
    grep.start(QStringLiteral("grep"), {QStringLiteral("-rlaF"), QString::fromLatin1(key), m_home->path()});
    QVERIFY(grep.waitForFinished());
    QCOMPARE(grep.readAllStandardOutput(), QByteArray());
    const QByteArray modes = [this] {
        QProcess find;
        find.start(QStringLiteral("find"),
                   {path(QStringLiteral("data")), path(QStringLiteral("config")), QStringLiteral("-perm"),
                    QStringLiteral("/077"), QStringLiteral("!"), QStringLiteral("-type"), QStringLiteral("l")});
        find.waitForFinished();
        return find.readAllStandardOutput();
    }();
    QCOMPARE(modes, QByteArray());
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
