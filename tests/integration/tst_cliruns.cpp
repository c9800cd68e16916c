// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/AttachmentText.h"
#include "tests/support/CliHome.h"
#include "tests/support/ScriptedServer.h"

#include <QDir>
#include <QTest>
#include <csignal>

using namespace triptych;

namespace {

const QString runMine = QStringLiteral("run - --to mine/m");

QByteArray event(const QByteArray &json)
{
    return "data: " + json + "\n\n";
}

QByteArray said(const QByteArray &text)
{
    return event(R"({"choices":[{"index":0,"delta":{"content":")" + text + R"("}}]})");
}

/// A whole answer that cost half a dollar.
script::Steps answer(const QByteArray &text)
{
    return {script::streamHead(),
            script::Send {said(text) + event(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})")
                          + event(R"({"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"cost":0.5}})")
                          + event("[DONE]")},
            script::Close {}};
}

} // namespace

/// `triptych run` and what goes with it, against a server that does what the test says.
class TestCliRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void standardInputIsTakenLiterally_data();
    void standardInputIsTakenLiterally();
    void whatIsNoTextIsRefused_data();
    void whatIsNoTextIsRefused();
    void systemTurn();
    void filesAreShown();
    void aPromptShowsItsAttachments();
    void toolsAndSchemasAreSent();
    void wrongToolsAndSchemasAreNamed_data();
    void wrongToolsAndSchemasAreNamed();
    void tasksAreDone_data();
    void tasksAreDone();
    void maxUsdStopsTheRest();
    void timeoutKeepsWhatCame();
    void interruptKeepsWhatCame();
    void interruptEndsTheText();
    void modelsAreFetchedAndKept();
    void localModelsAreListedAgain();
    void faultyFilesAreNamed();
    void historyTroubleIsTold();
    void oneBadSettingCostsNoOther();
    void historyIsExported();
    void blankVariableSendsNothing();

private:
    void describeMine(const QByteArray &auth = R"({"scheme":"none"})", const QByteArray &more = {}) const;
    QJsonArray messages(size_t request = 0) const
    {
        return QJsonDocument::fromJson(m_server->requests().at(request).body).object()[u"messages"].toArray();
    }

    std::unique_ptr<CliHome> m_home;
    std::unique_ptr<ScriptedServer> m_server;
};

void TestCliRuns::init()
{
    m_home = std::make_unique<CliHome>();
    m_server = std::make_unique<ScriptedServer>();
    m_server->playAlways(answer("Hello"));
    describeMine();
}

void TestCliRuns::describeMine(const QByteArray &auth, const QByteArray &more) const
{
    const QByteArray base = m_server->url(QStringLiteral("/v1")).toString().toUtf8();
    m_home->write(QStringLiteral("config/providers/mine.json"),
                  R"({"id":"mine","dialect":"openai-chat","baseUrl":")" + base + R"(","auth":)" + auth + more + "}");
}

void TestCliRuns::standardInputIsTakenLiterally_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("plain") << QByteArray("hello");
    QTest::newRow("line ends") << QByteArray("\n a \r\n\n");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFhello");
    QTest::newRow("no variables") << QByteArray("{{name}} \xE4\xBD\xA0\xE5\xA5\xBD");
}

void TestCliRuns::standardInputIsTakenLiterally()
{
    QFETCH(const QByteArray, input);
    const auto ended = m_home->run(runMine + QStringLiteral(" --json"), input);
    QVERIFY2(ended.status == 0, (ended.out + ended.err).constData());
    QCOMPARE(ended.object()[u"text"].toString(), QStringLiteral("Hello"));
    QCOMPARE(messages().size(), 1);
    // QJsonDocument takes a byte order mark out of a string, so what needs no escape is looked for as it is.
    if (!m_server->requests()[0].body.contains(input))
        QCOMPARE(messages()[0][u"content"].toString().toUtf8(), input);
}

void TestCliRuns::whatIsNoTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("Latin-1") << QByteArray("caf\xE9 au lait");
    QTest::newRow("cut off") << QByteArray("hello \xE4\xBD");
}

void TestCliRuns::whatIsNoTextIsRefused()
{
    QFETCH(const QByteArray, input);
    const auto ended = m_home->run(runMine, input);
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains("UTF-8"), ended.err.constData());
    QVERIFY(m_server->requests().empty());
}

void TestCliRuns::systemTurn()
{
    const QStringList run = runMine.split(u' ') + QStringList {QStringLiteral("--system")};
    QCOMPARE(m_home->run(run + QStringList {QStringLiteral("Be brief.")}, "hi").status, 0);
    QCOMPARE(messages(0).size(), 2);
    QCOMPARE(messages(0)[0][u"role"].toString(), QStringLiteral("system"));
    QCOMPARE(messages(0)[0][u"content"].toString(), QStringLiteral("Be brief."));
    QCOMPARE(m_home->run(run + QStringList {QString()}, "hi").status, 0);
    QCOMPARE(messages(1).size(), 1);
}

void TestCliRuns::filesAreShown()
{
    m_home->write(QStringLiteral("tide.png"), "\x89PNG\r\n\x1a\n");
    m_home->write(QStringLiteral("tide.txt"), "words");
    const QString attach = runMine + QStringLiteral(" --attach ");
    const auto ended = m_home->run(attach + m_home->path(QStringLiteral("tide.png")), "what is this?");
    QVERIFY2(ended.status == 0, ended.err.constData());
    const QJsonArray content = messages()[0][u"content"].toArray();
    QCOMPARE(content[0][u"text"].toString(), QStringLiteral("what is this?"));
    QCOMPARE(content[1][u"image_url"][u"url"].toString(), QStringLiteral("data:image/png;base64,iVBORw0KGgo="));

    // The history's run can be opened again, with what it showed.
    const QString kept = attachmentFile("\x89PNG\r\n\x1a\n", QStringLiteral("image/png"));
    const auto exported = m_home->run(QStringLiteral("history export"));
    QCOMPARE(exported.object(0)[u"prompt"].toString(),
             QStringLiteral("what is this?\n\n") + attachmentText(QStringLiteral("tide.png"), kept));
    QVERIFY(QFile::exists(m_home->path(QStringLiteral("data/") + kept)));

    const auto refused = m_home->run(attach + m_home->path(QStringLiteral("tide.txt")), "what is this?");
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.err.contains("tide.txt") && refused.err.contains("PNG"), refused.err.constData());
}

void TestCliRuns::aPromptShowsItsAttachments()
{
    const QByteArray bytes = "%PDF-1.7";
    const QString kept = attachmentFile(bytes, QStringLiteral("application/pdf"));
    m_home->write(QStringLiteral("prompts/") + kept, bytes);
    m_home->write(QStringLiteral("prompts/law.prompty"),
                  "user:\nSum up " + attachmentText(QStringLiteral("the law"), kept).toUtf8() + "\n");
    const QString run = QStringLiteral("run %1 --to mine/m").arg(m_home->path(QStringLiteral("prompts/law.prompty")));
    const auto ended = m_home->run(run);
    QVERIFY2(ended.status == 0, ended.err.constData());
    QCOMPARE(messages()[0][u"content"][1][u"file"][u"filename"].toString(), QStringLiteral("the law"));

    QVERIFY(QFile::remove(m_home->path(QStringLiteral("prompts/") + kept)));
    QVERIFY(QFile::remove(m_home->path(QStringLiteral("data/") + kept))); // where the first run left it
    const auto missing = m_home->run(run);
    QVERIFY(missing.status != 0);
    QVERIFY2(missing.err.contains(kept.toUtf8()), missing.err.constData());
    QCOMPARE(m_server->requests().size(), size_t(1)); // nothing was sent without it
}

/// Byte for byte but for the space between, with every key where it stood.
void TestCliRuns::toolsAndSchemasAreSent()
{
    m_home->write(QStringLiteral("tools.json"), R"([
        {"name": "tide", "description": "The tide", "parameters": {"type": "object", "required": ["b"],
         "properties": {"b": {"type": "string"}, "a": {"type": "boolean"}}}},
        {"type": "function", "function": {"name": "wind", "parameters": {"z": 1, "a": 2}}},
        {"name": "sun", "input_schema": {"type": "object"}}])");
    m_home->write(QStringLiteral("level.json"), R"({"type": "object", "properties": {"z": {"enum": ["low", "high"]},
        "a": {"type": "boolean"}}})");
    m_server->playAlways(
        {script::streamHead(),
         script::Send {
             ::event(
                 R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","function":{"name":"tide","arguments":"{\"b\":"}}]}}]})")
             + ::event(
                 R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"Brest\"}"}}]},"finish_reason":"tool_calls"}]})")
             + ::event("[DONE]")},
         script::Close {}});
    const auto ended = m_home->run(
        runMine
            + QStringLiteral(" --json --tools %1 --schema %2")
                  .arg(m_home->path(QStringLiteral("tools.json")), m_home->path(QStringLiteral("level.json"))),
        "tides?");
    QVERIFY2(ended.status == 0, ended.err.constData());
    const QByteArray body = m_server->requests()[0].body;
    for (
        const char *part :
        {R"("name":"tide","description":"The tide","parameters":{"type":"object","required":["b"],"properties":{"b":{"type":"string"},"a":{"type":"boolean"}}})",
         R"("name":"wind","parameters":{"z":1,"a":2})", R"("name":"sun","parameters":{"type":"object"})",
         R"("name":"level")", R"({"type":"object","properties":{"z":{"enum":["low","high"]},"a":{"type":"boolean"}}})"})
        QVERIFY2(body.contains(part), body.constData());
    const QJsonObject call = ended.object()[u"toolCalls"][0].toObject();
    QCOMPARE(call[u"name"].toString(), QStringLiteral("tide"));
    QCOMPARE(call[u"arguments"].toString(), QStringLiteral(R"({"b":"Brest"})"));
    QCOMPARE(ended.object()[u"finish"].toString(), QStringLiteral("tool_call"));
}

void TestCliRuns::wrongToolsAndSchemasAreNamed_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("said");
    const QString tools = QStringLiteral("--tools");
    const QString schema = QStringLiteral("--schema");
    QTest::newRow("no JSON") << tools << QByteArray("[\n  {\"name\": }]") << QByteArray("part.json is no JSON: line 2");
    QTest::newRow("no array") << tools << QByteArray("{}") << QByteArray("array of tools");
    QTest::newRow("no tools") << tools << QByteArray("[]") << QByteArray("array of tools");
    QTest::newRow("no name") << tools << QByteArray(R"([{"name":"a"},{"parameters":{}}])") << QByteArray("tool 2");
    QTest::newRow("no name of a tool") << tools << QByteArray(R"([{"name":"a b"}])") << QByteArray("\"a b\"");
    QTest::newRow("twice") << tools << QByteArray(R"([{"name":"a"},{"name":"a"}])") << QByteArray("tool a already");
    QTest::newRow("parameters") << tools << QByteArray(R"([{"name":"a","parameters":[]}])")
                                << QByteArray("JSON Schema");
    QTest::newRow("a schema that is none") << schema << QByteArray("[]") << QByteArray("is an object");
    QTest::newRow("a schema that is cut") << schema << QByteArray("{\"type\":") << QByteArray("line 1, column");
    QTest::newRow("a schema's name") << schema << QByteArray(R"({"name":"ä","schema":{}})") << QByteArray("\"name\"");
    QTest::newRow("a schema that is empty") << schema << QByteArray() << QByteArray("no JSON");
}

void TestCliRuns::wrongToolsAndSchemasAreNamed()
{
    QFETCH(const QString, option);
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, said);
    m_home->write(QStringLiteral("part.json"), json);
    const auto ended
        = m_home->run(runMine + u' ' + option + u' ' + m_home->path(QStringLiteral("part.json")), "tides?");
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains(said) && ended.err.contains("part.json"), ended.err.constData());
    QCOMPARE(m_server->requests().size(), size_t(0));
}

void TestCliRuns::tasksAreDone_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("system");
    QTest::addColumn<QString>("user");
    QTest::newRow("generate") << QStringLiteral("- --task generate --var language=Rust") << QByteArray("a stack")
                              << QStringLiteral("Rust") << QStringLiteral("a stack");
    QTest::newRow("explain a file") << QStringLiteral("FILE --task explain") << QByteArray() << QStringLiteral("Python")
                                    << QStringLiteral("print({{x}})\n");
}

void TestCliRuns::tasksAreDone()
{
    QFETCH(QString, words);
    QFETCH(const QByteArray, input);
    QFETCH(const QString, system);
    m_home->write(QStringLiteral("a.py"), "print({{x}})\n");
    words.replace(QStringLiteral("FILE"), m_home->path(QStringLiteral("a.py")));
    const auto ended = m_home->run(QStringLiteral("run %1 --to mine/m").arg(words), input);
    QVERIFY2(ended.status == 0, ended.err.constData());
    QVERIFY(messages()[0][u"content"].toString().contains(system));
    QTEST(messages()[1][u"content"].toString(), "user");

    const auto unknown = m_home->run(QStringLiteral("run - --to mine/m --task translate"), "x");
    QCOMPARE(unknown.status, 2);
    QVERIFY(unknown.err.contains("generate and explain"));
}

void TestCliRuns::maxUsdStopsTheRest()
{
    const auto ended = m_home->run(runMine + QStringLiteral(" --repeat 4 --parallel 1 --max-usd 0.75 --json"), "hi");
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.out.count('\n'), 4);
    int complete = 0;
    int overBudget = 0;
    for (int i = 0; i < 4; ++i) {
        complete += ended.object(i)[u"outcome"].toString() == QLatin1String("complete");
        overBudget += ended.object(i)[u"cause"].toString() == QLatin1String("budget");
    }
    QVERIFY2(complete >= 2, ended.out.constData());
    QCOMPARE(complete + overBudget, 4);
    QVERIFY2(overBudget >= 1, ended.out.constData());
    QCOMPARE(ended.object()[u"cost"][u"usd"].toDouble(), 0.5);
    QCOMPARE(ended.object()[u"cost"][u"source"].toString(), QStringLiteral("provider"));
}

void TestCliRuns::timeoutKeepsWhatCame()
{
    m_server->playAlways({script::streamHead(), script::Send {said("Half an")}, script::Pause {}});
    const auto ended = m_home->run(runMine + QStringLiteral(" --timeout 1.5 --json"), "hi");
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.object()[u"outcome"].toString(), QStringLiteral("incomplete"));
    QCOMPARE(ended.object()[u"cause"].toString(), QStringLiteral("deadline"));
    QCOMPARE(ended.object()[u"text"].toString(), QStringLiteral("Half an"));
    QVERIFY(ended.object()[u"timing"][u"totalMs"].toDouble() >= 1400);
}

void TestCliRuns::interruptKeepsWhatCame()
{
    m_server->playAlways({script::streamHead(), script::Send {said("Half an")}, script::Pause {}});
    const auto process = m_home->start((runMine + QStringLiteral(" --json")).split(u' '), "hi");
    const auto kept = [this] { return m_home->run(QStringLiteral("history show 1 --json")).object(); };
    QTRY_COMPARE_WITH_TIMEOUT(kept()[u"lanes"][0][u"text"].toString(), QStringLiteral("Half an"), 20'000);
    ::kill(pid_t(process->processId()), SIGINT);
    const auto ended = CliHome::ended(*process);
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.out.count('\n'), 1);
    QCOMPARE(ended.object()[u"outcome"].toString(), QStringLiteral("cancelled"));
    QCOMPARE(ended.object()[u"cause"].toString(), QStringLiteral("user"));
    QCOMPARE(ended.object()[u"text"].toString(), QStringLiteral("Half an"));
    const auto found = m_home->run(QStringLiteral("history list --json"));
    QCOMPARE(found.object()[u"lanes"][0][u"outcome"].toString(), QStringLiteral("cancelled"));
}

void TestCliRuns::interruptEndsTheText()
{
    m_server->playAlways({script::streamHead(), script::Send {said("Half an")}, script::Pause {}});
    const auto process = m_home->start(runMine.split(u' '), "hi");
    QByteArray out;
    connect(process.get(), &QProcess::readyReadStandardOutput, this, [&] { out += process->readAllStandardOutput(); });
    QTRY_COMPARE_WITH_TIMEOUT(out, QByteArray("Half an"), 20'000);
    ::kill(pid_t(process->processId()), SIGINT);
    QCOMPARE(CliHome::ended(*process).status, 1);
    QCOMPARE(out, QByteArray("Half an\n"));
}

void TestCliRuns::modelsAreFetchedAndKept()
{
    QCOMPARE(m_home->run(QStringLiteral("models mine")).out, QByteArray());
    m_server->playAlways({script::answer(500, "{}")});
    QVERIFY(!m_home->run(QStringLiteral("models mine --refresh")).err.contains("is kept"));
    m_server->playAlways({script::answer(200, R"({"data":[{"id":"one","context_length":1000},{"id":"two"}]})")});
    const auto fetched = m_home->run(QStringLiteral("models mine --refresh --json"));
    QVERIFY2(fetched.status == 0, fetched.err.constData());
    QCOMPARE(m_server->requests()[1].target(), QByteArray("/v1/models"));
    QCOMPARE(fetched.array().size(), 2);
    QCOMPARE(fetched.array()[0][u"contextTokens"].toInt(), 1000);
    QCOMPARE(m_home->run(QStringLiteral("models mine")).out, QByteArray("one\ntwo\n"));
    QCOMPARE(m_server->requests().size(), size_t(2));

    m_server->playAlways({script::answer(500, "{}")});
    const auto failed = m_home->run(QStringLiteral("models mine --refresh"));
    QCOMPARE(failed.status, 1);
    QCOMPARE(failed.err.count('\n'), 1);
    QCOMPARE(failed.out, QByteArray());
    const QByteArray kept = " The list of " + QDate::currentDate().toString(Qt::ISODate).toLatin1() + " is kept.\n";
    QVERIFY2(failed.err.endsWith(kept), failed.err.constData());
    QVERIFY2(failed.err.startsWith("triptych: mine: "), failed.err.constData());
    QCOMPARE(m_home->run(QStringLiteral("models mine")).out, QByteArray("one\ntwo\n"));
}

void TestCliRuns::localModelsAreListedAgain()
{
    const auto ended = m_home->run(QStringLiteral("models local --refresh"));
    QVERIFY2(ended.status == 0, ended.err.constData());
    QCOMPARE(ended.out, QByteArray("demo\n"));
}

void TestCliRuns::faultyFilesAreNamed()
{
    m_home->write(QStringLiteral("config/providers/some.json"), "{\n \"id\": \"wrong\",\n \"dialect\": 7\n}");
    const auto ended = m_home->run(QStringLiteral("run - --to mine/m --to wrong/m --json"), "hi");
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY2(ended.err.contains("some.json:3"), ended.err.constData());
    const bool isFirst = ended.object(0)[u"provider"].toString() == QLatin1String("wrong");
    const QJsonObject lane = ended.object(isFirst ? 0 : 1);
    QCOMPARE(lane[u"cause"].toString(), QStringLiteral("provider.unknown"));
    QVERIFY2(lane[u"error"][u"message"].toString().contains(QStringLiteral("some.json:3")), ended.out.constData());
    for (const char *words : {"models wrong", "keys add wrong"})
        QVERIFY(m_home->run(QString::fromLatin1(words), "key").err.contains("some.json:3"));
}

void TestCliRuns::historyTroubleIsTold()
{
    QCOMPARE(m_home->run(runMine, "hi").status, 0);
    m_home->write(QStringLiteral("data/history.sqlite"), "this is no database, whatever its name says");
    QFile::remove(m_home->path(QStringLiteral("data/history.sqlite-wal")));
    const auto ended
        = m_home->run(QStringLiteral("run - --to nobody/x --json"), "hi"); // over before the disk has answered
    QCOMPARE(ended.object()[u"cause"].toString(), QStringLiteral("provider.unknown"));
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY2(ended.err.startsWith("triptych: The history file is damaged"), ended.err.constData());
}

void TestCliRuns::oneBadSettingCostsNoOther()
{
    m_home->write(QStringLiteral("config/settings.json"), "{\"theme\": \"purple\",\n\"history\": {\"record\": false}}");
    const auto ended = m_home->run(runMine + QStringLiteral(" --json"), "hi");
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY2(ended.err.contains("line 1: theme"), ended.err.constData());
    QCOMPARE(m_home->run(QStringLiteral("history list")).out, QByteArray());
}

void TestCliRuns::historyIsExported()
{
    QCOMPARE(m_home->run(runMine, "first question").status, 0);
    m_server->playAlways(answer("World"));
    QCOMPARE(m_home->run(runMine, "second question").status, 0);
    const auto exported = m_home->run(QStringLiteral("history export"));
    QCOMPARE(exported.status, 0);
    QCOMPARE(exported.out.count('\n'), 2);
    QCOMPARE(exported.object(0)[u"prompt"].toString(), QStringLiteral("second question"));
    QCOMPARE(exported.object(0)[u"lanes"][0][u"text"].toString(), QStringLiteral("World"));
    QCOMPARE(exported.object(1)[u"prompt"].toString(), QStringLiteral("first question"));
    QCOMPARE(exported.object(1)[u"lanes"][0][u"text"].toString(), QStringLiteral("Hello"));
    QCOMPARE(exported.object(1)[u"lanes"][0][u"cost"][u"usd"].toDouble(), 0.5);
}

void TestCliRuns::blankVariableSendsNothing()
{
    describeMine(R"({"scheme":"bearer"})", R"(,"keyEnv":"MINE_KEY")");
    QCOMPARE(m_home->run(QStringLiteral("keys allow-env MINE_KEY ") + m_server->url(QString()).toString()).status, 0);
    for (const char *value : {"MINE_KEY=", "MINE_KEY=  "}) {
        const auto ended = m_home->run(runMine + QStringLiteral(" --json"), "hi", {QString::fromLatin1(value)});
        QCOMPARE(ended.object()[u"cause"].toString(), QStringLiteral("no_key"));
        QCOMPARE(ended.status, 1);
    }
    QVERIFY(m_server->requests().empty());
    QCOMPARE(m_home->run(runMine, "hi", {QStringLiteral("MINE_KEY=sk-0123456789")}).status, 0);
    QCOMPARE(m_server->requests()[0].header("authorization"), QByteArray("Bearer sk-0123456789"));
}

QTEST_GUILESS_MAIN(TestCliRuns)
#include "tst_cliruns.moc"
