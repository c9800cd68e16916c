// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/SigV4.h"
#include "core/stream/StreamTape.h"
#include "tests/support/CliHome.h"
#include "tests/support/ScriptedServer.h"

#include <QTest>

using namespace triptych;

namespace {

const QByteArray bearerKey = "sk-of-mine";
const QByteArray awsKey = "AKIDEXAMPLE:wJalrXUtnFEMI";

/// One dialect as its servers speak it.
struct Spoken
{
    const char *dialect;
    const char *baseAfter; ///< What follows the server's own address in baseUrl.
    const char *auth;
    const char *target; ///< Where the request has to arrive.
    const char *keyHeader; ///< What carries the key there.
    const char *text; ///< What the recorded answer "plain" says.
    int input;
    int output;
};

const std::vector<Spoken> &all()
{
    static const std::vector<Spoken> dialects {
        {"openai-chat", "/v1", R"({"scheme":"bearer"})", "/v1/chat/completions", "authorization", "Low tide at noon.",
         20, 11},
        {"openai-responses", "/v1", R"({"scheme":"bearer"})", "/v1/responses", "authorization", "Low tide at 6.", 20,
         40},
        {"anthropic", "", R"({"scheme":"header","header":"x-api-key"})", "/v1/messages", "x-api-key", "Low tide.", 31,
         9},
        {"gemini", "", R"({"scheme":"header","header":"x-goog-api-key"})",
         "/v1beta/models/some-model:streamGenerateContent?alt=sse", "x-goog-api-key", "High tide at six.", 14, 5},
        {"ollama", "", R"({"scheme":"none"})", "/api/chat", "", "High tide at six.", 41, 23},
        {"bedrock", "", R"({"scheme":"sigv4","service":"bedrock","region":"us-east-1"})",
         "/model/some-model/converse-stream", "", "Low tide at six.", 30, 12},
    };
    return dialects;
}

StreamTape tapeOf(const char *dialect)
{
    QFile file(QStringLiteral(TRIPTYCH_STREAM_DIR "/%1/plain.tape").arg(QLatin1String(dialect)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no tape of %s", dialect);
    return StreamTape::parse(file.readAll()).value();
}

/// The recorded answer in chunks that stop within events.
script::Steps answerOf(const StreamTape &tape)
{
    script::Steps steps {
        script::chunkedHead("Content-Type: " + tape.head.header("content-type") + "\r\nX-Request-Id: req-9\r\n")};
    constexpr qsizetype chunk = 37;
    for (qsizetype at = 0; at < tape.body.size(); at += chunk)
        steps.push_back(script::chunk(tape.body.mid(at, chunk)));
    steps.push_back(script::chunk({}));
    return steps;
}

} // namespace

/// `triptych run --to X/model` for each dialect, against a server that speaks it: another one is a file and nothing
/// more.
class TestCliDialects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runs_data() { dialects(); }
    void runs();
    void failsWithItsWords_data() { dialects(); }
    void failsWithItsWords();
    void requestsAreSigned();
    void allAnswerTheSamePrompt();
    void listsEveryProvider();

private:
    static void dialects();
    void describe(const Spoken &spoken) const;
    CliHome::Ended run(const QString &lanes) const;

    std::unique_ptr<CliHome> m_home;
    std::unique_ptr<ScriptedServer> m_server;
};

void TestCliDialects::dialects()
{
    QTest::addColumn<int>("at");
    for (int at = 0; at < int(all().size()); ++at)
        QTest::newRow(all()[size_t(at)].dialect) << at;
}

void TestCliDialects::init()
{
    m_home = std::make_unique<CliHome>();
    m_server = std::make_unique<ScriptedServer>();
}

/// A provider that is called like its dialect, and may have the key of the environment.
void TestCliDialects::describe(const Spoken &spoken) const
{
    const QByteArray origin = m_server->url(QString()).toString().toUtf8();
    const QByteArray id = QByteArray("my-") + spoken.dialect;
    const QByteArray variable = QByteArray(spoken.dialect).startsWith("bedrock") ? "AWS_KEY" : "MINE_KEY";
    m_home->write(QStringLiteral("config/providers/%1.json").arg(QLatin1String(id)),
                  R"({"id":")" + id + R"(","dialect":")" + spoken.dialect + R"(","baseUrl":")" + origin
                      + spoken.baseAfter + R"(","auth":)" + spoken.auth + R"(,"keyEnv":")" + variable + R"("})");
    const auto allowed
        = m_home->run(QStringLiteral("keys allow-env %1 %2").arg(QLatin1String(variable), QLatin1String(origin)));
    if (allowed.status != 0)
        qFatal("%s", allowed.err.constData());
}

CliHome::Ended TestCliDialects::run(const QString &lanes) const
{
    return m_home->run(
        QStringLiteral("run - --json --no-history") + lanes, "When is low tide?",
        {QStringLiteral("MINE_KEY=") + QLatin1String(bearerKey), QStringLiteral("AWS_KEY=") + QLatin1String(awsKey)});
}

void TestCliDialects::runs()
{
    QFETCH(const int, at);
    const Spoken &spoken = all()[size_t(at)];
    describe(spoken);
    m_server->play(answerOf(tapeOf(spoken.dialect)));
    const auto ended = run(QStringLiteral(" --to my-%1/some-model").arg(QLatin1String(spoken.dialect)));
    QVERIFY2(ended.status == 0, (ended.out + ended.err).constData());
    const QJsonObject lane = ended.object();
    QCOMPARE(lane[u"outcome"].toString(), QStringLiteral("complete"));
    QCOMPARE(lane[u"finish"].toString(), QStringLiteral("stop"));
    QCOMPARE(lane[u"text"].toString(), QString::fromUtf8(spoken.text));
    QCOMPARE(lane[u"usage"][u"input"].toInt(), spoken.input);
    QCOMPARE(lane[u"usage"][u"output"].toInt(), spoken.output);
    QCOMPARE(lane[u"usage"][u"source"].toString(), QStringLiteral("provider"));
    QCOMPARE(lane[u"served"][u"requestId"].toString(), QStringLiteral("req-9"));

    QCOMPARE(m_server->requests().size(), size_t(1));
    const ScriptedRequest &sent = m_server->requests()[0];
    QCOMPARE(sent.method(), QByteArray("POST"));
    QCOMPARE(sent.target(), QByteArray(spoken.target));
    QVERIFY2(sent.body.contains("When is low tide?"), sent.body.constData());
    if (*spoken.keyHeader)
        QVERIFY(sent.header(spoken.keyHeader).endsWith(bearerKey));
    QVERIFY(!(ended.out + ended.err).contains(bearerKey));
}

void TestCliDialects::failsWithItsWords()
{
    QFETCH(const int, at);
    const Spoken &spoken = all()[size_t(at)];
    describe(spoken);
    m_server->playAlways({script::answer(404, R"({"error":{"message":"There is no model some-model."}})")});
    const auto ended = run(QStringLiteral(" --to my-%1/some-model").arg(QLatin1String(spoken.dialect)));
    QCOMPARE(ended.status, 1);
    const QJsonObject lane = ended.object();
    QCOMPARE(lane[u"outcome"].toString(), QStringLiteral("failed"));
    QCOMPARE(lane[u"httpStatus"].toInt(), 404);
    QCOMPARE(lane[u"error"][u"message"].toString(), QStringLiteral("There is no model some-model."));
}

void TestCliDialects::requestsAreSigned()
{
    describe(all().back());
    m_server->play(answerOf(tapeOf("bedrock")));
    QCOMPARE(run(QStringLiteral(" --to my-bedrock/some-model")).status, 0);
    const ScriptedRequest &sent = m_server->requests().at(0);
    const HttpRequest seen {
        .method = sent.method(),
        .url
        = QUrl(QStringLiteral("http://%1%2").arg(QLatin1String(sent.header("host")), QLatin1String(sent.target()))),
        .headers = {{"content-type", sent.header("content-type")}},
        .body = sent.body};
    auto time = QDateTime::fromString(QLatin1String(sent.header("x-amz-date")), QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    time.setTimeSpec(Qt::UTC);
    QVERIFY(qAbs(time.secsTo(QDateTime::currentDateTimeUtc())) < 300);
    const auto expected = signatureHeaders(seen, *AwsKey::of(awsKey), {"us-east-1", "bedrock"}, time);
    QCOMPARE(sent.header("authorization"), expected[0].prefix + expected[0].value.view().toByteArray());
    QVERIFY(!sent.head.contains("wJalrXUtnFEMI"));
}

/// Another cloud changes nothing in the prompt.
void TestCliDialects::allAnswerTheSamePrompt()
{
    QString lanes;
    for (const Spoken &spoken : all()) {
        describe(spoken);
        lanes += QStringLiteral(" --to my-%1/some-model").arg(QLatin1String(spoken.dialect));
    }
    m_server->respond([](const ScriptedRequest &request) {
        for (const Spoken &spoken : all())
            if (request.target() == spoken.target)
                return answerOf(tapeOf(spoken.dialect));
        return script::Steps {script::answer(404, "{}")};
    });
    const auto ended = run(lanes);
    QVERIFY2(ended.status == 0, (ended.out + ended.err).constData());
    QHash<int, QString> texts;
    for (int line = 0; line < int(all().size()); ++line)
        texts.insert(ended.object(line)[u"index"].toInt(), ended.object(line)[u"text"].toString());
    for (int index = 0; index < int(all().size()); ++index)
        QCOMPARE(texts.value(index), QString::fromUtf8(all()[size_t(index)].text));
}

/// "Any compatible server" is what a person adds, and so in no list.
void TestCliDialects::listsEveryProvider()
{
    const QByteArray ids
        = "local openai openai-responses anthropic gemini bedrock azure openrouter deepseek mistral groq xai "
          "moonshot moonshot-cn kimi-coding dashscope-intl dashscope-cn zai zhipu zai-coding together "
          "fireworks cerebras perplexity cohere deepinfra nvidia huggingface siliconflow siliconflow-cn "
          "minimax novita nebius stepfun vercel gemini-openai ollama-cloud ollama lmstudio llamacpp vllm";
    QHash<QString, QJsonObject> listed;
    for (const QJsonValue provider : m_home->run(QStringLiteral("providers --json")).array())
        listed.insert(provider[u"id"].toString(), provider.toObject());
    for (const QByteArray &id : ids.split(' ')) {
        const QJsonObject provider = listed.value(QString::fromLatin1(id));
        QVERIFY2(!provider[u"label"].toString().isEmpty() && !provider[u"dialect"].toString().isEmpty(),
                 id.constData());
    }
}

QTEST_GUILESS_MAIN(TestCliDialects)
#include "tst_clidialects.moc"
