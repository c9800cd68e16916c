// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayHome.h"
#include "tests/unit/gateway/Promtool.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>
#include <QVersionNumber>

using namespace triptych;

namespace {

const QByteArray messages = R"("messages":[{"role":"user","content":"Write: Return the factorial of n."}])";
const QByteArray demo = R"({"model":"local/demo","temperature":0,)";
const QString metrics = QStringLiteral("/metrics");

/// The text of an answer, whose pieces all four protocols call by one of these names.
QString textIn(const QByteArray &stream)
{
    // moc loses its way in raw strings with quotation marks, which \x22 is.
    static const QRegularExpression piece(QStringLiteral("\\x22(?:content|text|delta)\\x22:\\x22([^\\x22]*)\\x22"));
    QString text;
    for (auto found = piece.globalMatch(QString::fromUtf8(stream)); found.hasNext();)
        text += found.next().captured(1);
    return text;
}

/// A port that nobody has now.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

/// The gateway in front of the real llama-server: its four protocols by curl, what VS Code asks, and a real Prometheus.
class TestGatewayProtocols : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void streams_data();
    void streams();
    void answersTheSmallestProtocol();
    void answersWhatVsCodeAsks();
    void itsMetricsAreSound();
    void prometheusScrapesIt();

private:
    QJsonObject inPath(const QString &path, const QByteArray &body = {}) const;
    QByteArray prometheusConfig() const;
    QJsonObject asked(quint16 prometheus, const QString &query) const;

    GatewayHome m_home;
    QByteArray m_token;
};

void TestGatewayProtocols::initTestCase()
{
    m_home.write(QStringLiteral("config/gateway.json"),
                 R"({"version":1,"routes":[{"name":"claude","to":["local/demo"]}]})");
    QVERIFY(m_home.makeKeyPair());
    m_token = m_home.newToken();
    QVERIFY(m_home.startGateway());
    const auto answer = m_home.ask(QStringLiteral("/v1/chat/completions"), m_token, demo + messages + '}');
    if (answer.status != 200 && !qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA"))
        QSKIP(answer.body.constData());
    QVERIFY2(answer.status == 200, answer.body.constData());
}

void TestGatewayProtocols::streams_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("piece"); ///< What begins each.
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("OpenAI Chat") << QStringLiteral("/v1/chat/completions")
                                 << demo + R"("stream":true,)" + messages + '}' << QByteArray("data: ")
                                 << QByteArray("data: [DONE]\n\n");
    QTest::newRow("OpenAI Responses") << QStringLiteral("/v1/responses")
                                      << demo + R"("stream":true,"input":"Write: Return the factorial of n."})"
                                      << QByteArray("event: response.output_text.delta\n")
                                      << QByteArray("event: response.completed\n");
    QTest::newRow("Anthropic") << QStringLiteral("/v1/messages")
                               << demo + R"("stream":true,"max_tokens":200,)" + messages + '}'
                               << QByteArray("event: content_block_delta\n") << QByteArray("event: message_stop\n");
    QTest::newRow("Ollama") << QStringLiteral("/api/chat") << R"({"model":"local/demo",)" + messages + '}'
                            << QByteArray("{\"model\":") << QByteArray("\"done\":true");
}

void TestGatewayProtocols::streams()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, piece);
    QFETCH(const QByteArray, end);
    const auto curl = m_home.curl(path, m_token, {QStringLiteral("-d"), QString::fromLatin1(body)});
    const auto ended = CliHome::ended(*curl);
    QCOMPARE(ended.status, 0);
    QVERIFY2(textIn(ended.out).contains(QStringLiteral("def factorial(n):")), ended.out.constData());
    QVERIFY2(ended.out.count(piece) > 10, ended.out.constData());
    QCOMPARE(ended.out.count(end), 1);
}

void TestGatewayProtocols::answersTheSmallestProtocol()
{
    const auto answer = m_home.ask(QStringLiteral("/proxy/claude"), m_token,
                                   R"({"code":"def double(x): return x * 2","comment":"Explain this function."})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.object().keys(), QStringList({QStringLiteral("response"), QStringLiteral("usage")}));
    QVERIFY(!answer.object()[u"response"].toString().isEmpty());
    QVERIFY(answer.object()[u"usage"][u"input_tokens"].toInt() > 0);
    QVERIFY(answer.object()[u"usage"][u"output_tokens"].toInt() > 0);
}

QJsonObject TestGatewayProtocols::inPath(const QString &path, const QByteArray &body) const
{
    const auto answer = m_home.ask(QStringLiteral("/t/") + QString::fromLatin1(m_token) + path, {}, body);
    return answer.status == 200 ? answer.object() : QJsonObject();
}

/// In its order, and without a header that says who asks.
void TestGatewayProtocols::answersWhatVsCodeAsks()
{
    const auto version = QVersionNumber::fromString(inPath(QStringLiteral("/api/version"))[u"version"].toString());
    QVERIFY(version >= QVersionNumber(0, 6, 4));
    const QJsonArray models = inPath(QStringLiteral("/api/tags"))[u"models"].toArray();
    QCOMPARE(models.size(), 2);
    for (const QJsonValue model : models) {
        const QJsonObject shown
            = inPath(QStringLiteral("/api/show"), R"({"model":")" + model[u"model"].toString().toUtf8() + R"("})");
        const QJsonObject info = shown[u"model_info"].toObject();
        const QString architecture = info[u"general.architecture"].toString();
        QVERIFY(!architecture.isEmpty());
        QVERIFY(info[architecture + QStringLiteral(".context_length")].toInt() > 0);
        QVERIFY(shown[u"capabilities"].toArray().contains(QStringLiteral("completion")));
    }
    const QByteArray tools
        = R"("tools":[{"type":"function","function":{"name":"tide","parameters":{"type":"object","properties":{}}}}],)";
    const auto answer
        = m_home.ask(QStringLiteral("/t/") + QString::fromLatin1(m_token) + QStringLiteral("/v1/chat/completions"), {},
                     demo + R"("stream":true,"stream_options":{"include_usage":true},)" + tools + messages + '}');
    QCOMPARE(answer.status, 200);
    QVERIFY2(answer.body.contains("[DONE]") && answer.body.contains("\"usage\":{"), answer.body.constData());
}

void TestGatewayProtocols::itsMetricsAreSound()
{
    const auto answer = m_home.ask(metrics, m_token);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.contains("gen_ai_client_token_usage_sum{"));
    QVERIFY(!answer.body.contains("factorial"));
    checkByPromtool({QStringLiteral("check"), QStringLiteral("metrics")}, answer.body);
}

/// What is shipped, with a token, an address and an interval of the test.
QByteArray TestGatewayProtocols::prometheusConfig() const
{
    QFile file(QStringLiteral(TRIPTYCH_PACKAGING_DIR "/prometheus/prometheus.yml"));
    QByteArray config = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    config.replace("credentials_file: /etc/prometheus/triptych-token",
                   "credentials_file: " + m_home.path(QStringLiteral("scraper")).toUtf8());
    config.replace("scrape_interval: 15s", "scrape_interval: 1s\n    scrape_timeout: 1s");
    return config.replace("localhost:8000", "localhost:" + QByteArray::number(m_home.port()));
}

QJsonObject TestGatewayProtocols::asked(quint16 prometheus, const QString &query) const
{
    QProcess curl;
    curl.start(QStringLiteral("curl"),
               {QStringLiteral("-sq"), QStringLiteral("-G"), QStringLiteral("--data-urlencode"),
                QStringLiteral("query=") + query, QStringLiteral("http://127.0.0.1:%1/api/v1/query").arg(prometheus)});
    return QJsonDocument::fromJson(CliHome::ended(curl).out).object()[u"data"][u"result"][0].toObject();
}

void TestGatewayProtocols::prometheusScrapesIt()
{
    m_home.write(QStringLiteral("scraper"), m_home.newToken(QStringLiteral("--scope metrics")));
    m_home.write(QStringLiteral("prometheus.yml"), prometheusConfig());
    const quint16 port = freePort();
    QProcess prometheus;
    prometheus.start(QStringLiteral("prometheus"),
                     {QStringLiteral("--config.file=") + m_home.path(QStringLiteral("prometheus.yml")),
                      QStringLiteral("--storage.tsdb.path=") + m_home.path(QStringLiteral("tsdb")),
                      QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(port)});
    QVERIFY2(prometheus.waitForStarted(), "no prometheus: the package of that name has it");
    const auto value
        = [this, port](const QString &query) { return asked(port, query)[u"value"][1].toString().toDouble(); };
    QTRY_COMPARE_WITH_TIMEOUT(value(QStringLiteral("up{job=\"triptych\"}")), 1.0, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        value(QStringLiteral("sum(gen_ai_client_token_usage_sum{gen_ai_token_type=\"output\"})")) > 10, 10'000);
    prometheus.terminate();
    QCOMPARE(CliHome::ended(prometheus).status, 0);
}

QTEST_GUILESS_MAIN(TestGatewayProtocols)
#include "tst_gatewayprotocols.moc"
