// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/StrictJson.h"
#include "core/providers/ProviderPreset.h"

#include <QFile>
#include <QTest>

using namespace triptych;

namespace {

/// A preset that is right, with one member replaced or added.
QByteArray presetWith(const QByteArray &member)
{
    const QByteArray key = member.left(member.indexOf(':'));
    QByteArray json = "{";
    for (const QByteArray &line :
         {QByteArray(R"("id":"x")"), QByteArray(R"("dialect":"openai-chat")"),
          QByteArray(R"("baseUrl":"https://a.example/v1")"), QByteArray(R"("auth":{"scheme":"bearer"})")})
        if (!line.startsWith(key + ':'))
            json += line + ",\n";
    return json + member + "\n}";
}

} // namespace

/// What a provider file may say, and the words for what it may not.
class TestPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void schemaAndReaderKnowTheSameKeys_data();
    void schemaAndReaderKnowTheSameKeys();
    void refuses_data();
    void refuses();
    void namesTheLine();
    void takesSecretsByTheirNames();
    void aSecondAddressIsShipped();
};

void TestPresets::schemaAndReaderKnowTheSameKeys_data()
{
    QTest::addColumn<QByteArray>("json");
    JsonParser parser;
    QFile schema(QStringLiteral(TRIPTYCH_SOURCE_DIR "/resources/providers/schema.json"));
    QVERIFY(schema.open(QIODevice::ReadOnly));
    const JsonValue properties = parser.parse(schema.readAll())["properties"];
    QVERIFY(properties.size() > 10);
    for (const auto &[key, value] : properties.members())
        QTest::newRow(toBytes(key).constData()) << presetWith('"' + toBytes(key) + "\":[[]]");
    const auto rows
        = [](const char *prefix, const JsonValue &object, const QByteArray &before, const QByteArray &after) {
              QVERIFY(object.size() > 0);
              for (const auto &[key, value] : object.members())
                  QTest::addRow("%s.%s", prefix, toBytes(key).constData())
                      << presetWith(before + '"' + toBytes(key) + "\":[[]]" + after);
          };
    rows("auth", properties["auth"]["properties"], "\"auth\":{", "}");
    rows("paths", properties["paths"]["properties"], "\"paths\":{", "}");
    rows("fields", properties["fields"]["items"]["properties"], "\"fields\":[{", "}]");
    rows("models", properties["models"]["items"]["properties"], "\"models\":[{", "}]");
}

/// A wrong value under every key of the schema: the reader must complain of the value, not of the key.
void TestPresets::schemaAndReaderKnowTheSameKeys()
{
    QFETCH(const QByteArray, json);
    const auto preset = readPreset(json, QStringLiteral("f.json"));
    const bool isIgnored = QLatin1String(QTest::currentDataTag()) == QLatin1String("$schema");
    QCOMPARE(bool(preset), isIgnored);
    if (isIgnored)
        return;
    QVERIFY2(!preset.error().message.contains(QStringLiteral("unknown key")), qUtf8Printable(preset.error().message));
}

void TestPresets::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *member, const char *words) {
        QTest::newRow(member) << presetWith(member) << QString::fromLatin1(words);
    };
    row(R"("colour":"red")", "colour: unknown key");
    row(R"("id":"Upper")", "id: must match");
    row(R"("id":"-x")", "id: must match");
    row(R"("id":"")", "id: must match");
    row(R"("id":7)", "id: must be text");
    row(R"("label":"a\nb")", "label: must be one line");
    row(R"("dialect":"esperanto")", "dialect: unknown dialect \"esperanto\"");
    row(R"("baseUrl":"http://a.example/v1")", "baseUrl: plain http is allowed to this machine only");
    row(R"("baseUrl":"http://127.0.0.1.evil.example/v1")", "baseUrl: plain http");
    row(R"("baseUrl":"ftp://a.example")", "baseUrl: is no http or https address");
    row(R"("baseUrl":"a.example/v1")", "baseUrl: is no http or https address");
    row(R"("baseUrl":"https://me:pw@a.example/v1")", "baseUrl: must not hold a user");
    row(R"("baseUrl":"https://a.example/v1?key=1")", "baseUrl: must not hold a user, a query");
    row(R"("baseUrl":"https://{host}/v1")", "baseUrl: is no http or https address");
    row(R"("baseUrl":"http://{host}/v1","fields":[{"id":"host"}])", "baseUrl: plain http");
    row(R"("baseUrl":"{address}","fields":[{"id":"address"}])", "baseUrl: is no http or https address");
    row(R"("auth":{})", "auth: needs a scheme");
    row(R"("auth":"bearer")", "auth: must be an object");
    row(R"("auth":{"scheme":"magic"})", "auth.scheme: must be none, bearer, header, sigv4 or copilot");
    row(R"("auth":{"scheme":"header"})", "auth: the scheme \"header\"");
    row(R"("auth":{"scheme":"bearer","header":"x"})", "auth: the scheme \"header\"");
    row(R"("auth":{"scheme":"header","header":"a b"})", "auth.header: must match");
    row(R"("auth":{"scheme":"sigv4"})", "auth: the scheme \"sigv4\"");
    row(R"("auth":{"scheme":"sigv4","service":"x"})", "auth: the scheme \"sigv4\"");
    row(R"("auth":{"scheme":"bearer","region":"x"})", "auth: the scheme \"sigv4\"");
    row(R"("auth":{"scheme":"copilot"})", "baseUrl: must be https://api.githubcopilot.com or");
    row(R"("auth":{"scheme":"sigv4","service":"x","region":"a/b"})", "auth.region: must match");
    row(R"("keyEnv":"lower")", "keyEnv: must match");
    row(R"("keyEnv":["GOOD","lower"])", "keyEnv.1: must match");
    row(R"("keyEnv":{})", "keyEnv: must be text");
    row(R"("keyUrl":"http://x")", "keyUrl: must match");
    row(R"("headers":{"Authorization":"Bearer x"})", "headers.Authorization: must not stand in a file");
    row(R"("headers":{"X-Api-Key":"x"})", "headers.X-Api-Key: must not stand in a file");
    row(R"("headers":{"Origin":"x"})", "headers.Origin: must not stand");
    row(R"("headers":{"a b":"x"})", "headers.a b: is no header name");
    row(R"("headers":{"x":"a\r\nb"})", "headers.x: must be one line");
    row(R"("headers":{"x":1})", "headers.x: must be text");
    row(R"("headers":{"Host":"x"})", "headers.Host: must not stand in a file; Triptych writes it itself");
    row(R"("headers":{"Content-Length":{"secret":"x"}})", "headers.Content-Length: must not stand");
    row(R"("headers":{"X-A":"1","x-a":"2"})", "headers.x-a: stands here twice");
    row(R"("headers":{"X-A":{"secret":"A b"}})", "headers.X-A.secret: must match");
    row(R"("headers":{"X-A":{}})", "headers.X-A: needs the name of a secret");
    row(R"("headers":{"X-A":{"value":"x"}})", "headers.X-A.value: unknown key");
    row(R"("headers":{"authorization":{"secret":"basic"}})", "headers: authorization is that of the sign-in already");
    row(R"("caFile":"ca.pem")", "caFile: must be an absolute path");
    row(R"("proxy":"http://proxy:1")", "proxy: must be direct or proxy");
    row(R"("body":[])", "body: must be an object");
    row(R"("query":{"a":1})", "query.a: must be text");
    row(R"("paths":{"talk":"/x"})", "paths.talk: unknown key");
    row(R"("fields":[{"label":"x"}])", "fields.0: needs an id");
    row(R"("fields":{})", "fields: must be a list");
    row(R"("quirks":["top-k","flies"])", "quirks.1: unknown quirk \"flies\"");
    row(R"("models":[{"label":"x"}])", "models.0: needs an id");
    row(R"("models":[{"id":"a"},{"id":"b","contextTokens":0}])",
        "models.1.contextTokens: must be a whole number above 0");
    row(R"("models":[{"id":"a","contextTokens":1.5}])", "models.0.contextTokens: must be a whole number");
    row(R"("models":[{"id":"a","tools":"yes"}])", "models.0.tools: must be true or false");
    row(R"("models":[{"id":"a","refusedParameters":["heat"]}])", "models.0.refusedParameters.0: must be one of");
    row(R"("models":[{"id":"a","reasoningEfforts":["huge"]}])", "models.0.reasoningEfforts.0: must be one of");
    row(R"("models":[{"id":"a","base":"gpt"}])", "models.0.base: must be a provider and its model");
    row(R"("models":[{"id":"a","base":"p/m#seed=1"}])", "models.0.base: must be a provider and its model");
    row(R"("models":[{"id":"a","shutdown":"soon"}])", "models.0.shutdown: must be a date");
    row(R"("modelsBaseUrl":"https://lists.example")", "modelsBaseUrl: is for shipped entries only");
    row(R"("template":1)", "template: must be true or false");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("not JSON");
    QTest::newRow("list") << QByteArray("[]") << QStringLiteral("must be an object");
    QTest::newRow("no id") << QByteArray(R"({"dialect":"anthropic","baseUrl":"https://a","auth":{"scheme":"none"}})")
                           << QStringLiteral("\"id\" is missing");
    QTest::newRow("twice") << QByteArray(R"({"id":"a","id":"b"})") << QStringLiteral("id: stands here twice");
    QTest::newRow("not utf-8") << presetWith("\"label\":\"\xff\"") << QStringLiteral("the file is not UTF-8");
}

void TestPresets::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, words);
    const auto preset = readPreset(json, QStringLiteral("f.json"));
    QVERIFY(!preset);
    QVERIFY2(preset.error().message.startsWith(QStringLiteral("f.json:")), qUtf8Printable(preset.error().message));
    QVERIFY2(preset.error().message.contains(words), qUtf8Printable(preset.error().message));
    QVERIFY(!preset.error().message.contains(QStringLiteral("pw")));
}

void TestPresets::namesTheLine()
{
    const auto line = [](const QByteArray &json) {
        return readPreset(json, QStringLiteral("f")).error().message.section(QLatin1Char(':'), 0, 1);
    };
    QCOMPARE(line("{\n\"id\": \"x\",\n\"nope\": 1\n}"), QStringLiteral("f:3"));
    QCOMPARE(line("{\n\"id\": \"x\",\n\"models\": [\n{\"id\": \"a\"},\n{\"id\": \"b\",\n\"tools\": 3}]\n}"),
             QStringLiteral("f:6"));
    QCOMPARE(line("{\n\"id\": \"x\",\n\"quirks\": [\n\"top-k\",\n\"flies\"]\n}"), QStringLiteral("f:5"));
    QCOMPARE(line("{\n\"id\": \"x\",\n\"label\": ,\n}"), QStringLiteral("f:3"));
    QCOMPARE(line(presetWith("\"dialect\":\"x\"")), QStringLiteral("f:4"));
}

void TestPresets::takesSecretsByTheirNames()
{
    const auto read = readPreset(
        R"({"id":"x","dialect":"openai-chat","baseUrl":"https://a.example/v1","auth":{"scheme":"none"},
            "caFile":"/etc/ca.pem","proxy":"direct",
            "headers":{"X-Plain":"v","Authorization":{"secret":"basic"},"X-Api-Key":{"secret":"second"}}})",
        QStringLiteral("f.json"));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(read.value().headers, (HttpHeaders {{"X-Plain", "v"}}));
    QCOMPARE(read.value().secretHeaders,
             (std::vector<SecretHeaderRef> {{"Authorization", QStringLiteral("basic")},
                                            {"X-Api-Key", QStringLiteral("second")}}));
    QCOMPARE(read.value().caFile, QStringLiteral("/etc/ca.pem"));
    QCOMPARE(read.value().proxy, QStringLiteral("direct"));
}

/// A key is sealed for it, so it is not for whoever hands out a file to say.
void TestPresets::aSecondAddressIsShipped()
{
    const auto cause = [](const char *url) {
        const auto read = readPreset(presetWith(R"("modelsBaseUrl":")" + QByteArray(url) + '"'),
                                     QStringLiteral("f.json"), PresetSource::Shipped);
        return read ? read.value().modelsBaseUrl : read.error().message.section(QStringLiteral(": "), 1);
    };
    QCOMPARE(cause("https://lists.example"), QStringLiteral("https://lists.example"));
    QCOMPARE(cause("http://lists.example"),
             QStringLiteral("modelsBaseUrl: plain http is allowed to this machine only"));
    QCOMPARE(cause("https://me@lists.example"),
             QStringLiteral("modelsBaseUrl: must not hold a user, a query or a fragment"));
}

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_presets.moc"
