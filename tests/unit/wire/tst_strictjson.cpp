// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/JsonText.h"
#include "core/base/StrictJson.h"
#include "core/base/Utf8.h"

#include <QTest>

using namespace triptych;

class TestStrictJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksIntoValues();
    void readsNumbers_data();
    void readsNumbers();
    void refuses_data();
    void refuses();
    void goesSixtyFourLevelsDeep();
    void repairsUtf8_data();
    void repairsUtf8();
    void tellsWhatItRepaired();
    void leavesOutHugeNumbers_data();
    void leavesOutHugeNumbers();
    void writesValuesBack();
    void merges_data();
    void merges();
    void findsLines();
    void tellsCutFromWhole();
    void canBeUsedAgain();
};

void TestStrictJson::looksIntoValues()
{
    JsonParser parser;
    const JsonValue root = parser.parse(R"({"a":{"b":[1,"two",null,true]},"a":3,"":"e","n":null})");
    QVERIFY(root.isObject());
    QCOMPARE(root.size(), 4);
    QVERIFY(root["a"].isObject());
    QCOMPARE(root["a"]["b"].size(), 4);
    QCOMPARE(root["a"]["b"].first().integer(), std::optional<qint64>(1));
    QCOMPARE(root[""].text(), QStringLiteral("e"));
    QVERIFY(root["n"].isNull() && !root["n"].hasValue() && !root["n"].isAbsent());
    QVERIFY(root["nope"]["deeper"].first()["x"].isAbsent());
    QVERIFY(!root["a"].string() && !root["a"].integer() && !root["a"].boolean());
    QStringList items;
    for (const JsonValue &item : root["a"]["b"].items())
        items += item.isString() ? item.text() : QString::fromUtf8(item.raw().bytes);
    QCOMPARE(items.join(u' '), QStringLiteral("1 two null true"));
    QStringList keys;
    for (const auto &[key, value] : root.members())
        keys += toQString(key) + QString::number(int(value.type()));
    QCOMPARE(keys.join(u' '), QStringLiteral("a7 a3 5 n1"));
    int count = 0;
    for (const JsonValue &item : root["n"].items())
        count += item.isAbsent() ? 1 : 1;
    for (const auto &member : JsonValue().members())
        count += int(member.key.size()) + 1;
    QCOMPARE(count, 0);
}

void TestStrictJson::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("integer");
    QTest::addColumn<double>("number");
    QTest::newRow("int") << QByteArray("12") << QStringLiteral("12") << 12.0;
    QTest::newRow("negative") << QByteArray("-3") << QStringLiteral("-3") << -3.0;
    QTest::newRow("whole double") << QByteArray("12.0") << QStringLiteral("12") << 12.0;
    QTest::newRow("double") << QByteArray("1.5") << QString() << 1.5;
    QTest::newRow("largest") << QByteArray("9223372036854775807") << QStringLiteral("9223372036854775807")
                             << 9223372036854775807.0;
    QTest::newRow("too large for int") << QByteArray("18446744073709551615") << QString() << 18446744073709551615.0;
    QTest::newRow("huge double") << QByteArray("1e300") << QString() << 1e300;
}

void TestStrictJson::readsNumbers()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, integer);
    QFETCH(const double, number);
    JsonParser parser;
    const JsonValue value = parser.parse(json);
    QCOMPARE(value.integer() ? QString::number(*value.integer()) : QString(), integer);
    QCOMPARE(value.number().value(), number);
}

void TestStrictJson::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("fault");
    const auto row
        = [](const char *name, const QByteArray &json, JsonFault fault) { QTest::newRow(name) << json << int(fault); };
    row("empty", "", JsonFault::Empty);
    row("space", " \n", JsonFault::Empty);
    row("cut", "{\"a\":1", JsonFault::BadSyntax);
    row("trailing comma", "[1,]", JsonFault::BadSyntax);
    row("two values", "{} {}", JsonFault::BadSyntax);
    row("nan", "[NaN]", JsonFault::BadSyntax);
    row("single quotes", "{'a':1}", JsonFault::BadSyntax);
    row("raw line break in string", "\"a\nb\"", JsonFault::BadSyntax);
    row("comment", "{} // x", JsonFault::BadSyntax);
    row("skipped part is checked too", R"({"a":[01],"b":1})", JsonFault::BadSyntax);
    row("deep", QByteArray(10'000, '[') + QByteArray(10'000, ']'), JsonFault::TooDeep);
    row("65 levels", QByteArray(65, '[') + QByteArray(65, ']'), JsonFault::TooDeep);
}

void TestStrictJson::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const int, fault);
    JsonParser parser;
    QVERIFY(parser.parse(json).isAbsent());
    QCOMPARE(int(parser.fault()), fault);
}

void TestStrictJson::goesSixtyFourLevelsDeep()
{
    JsonParser parser;
    QVERIFY(parser.parse(QByteArray(64, '[') + QByteArray(64, ']')).isArray());
    // Growing its buffers must not lift the limit.
    QVERIFY(parser.parse('"' + QByteArray(100'000, 'x') + '"').isString());
    QVERIFY(parser.parse(QByteArray(65, '[') + QByteArray(65, ']')).isAbsent());
}

void TestStrictJson::repairsUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("repaired");
    const QByteArray r = "\xEF\xBF\xBD";
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &repaired) {
        QTest::newRow(name) << bytes << repaired;
    };
    row("valid", "a\xC3\xA9\xE6\xBD\xAE\xF0\x9F\x8C\x8A", "a\xC3\xA9\xE6\xBD\xAE\xF0\x9F\x8C\x8A");
    row("lone continuation", "a\x80z", "a" + r + "z");
    row("overlong slash", "\xC0\xAF", r + r);
    row("overlong three", "\xE0\x80\xAF", r + r + r);
    row("surrogate", "\xED\xA0\x80", r + r + r);
    row("above the last", "\xF4\x90\x80\x80", r + r + r + r);
    row("cut three is one subpart", "\xE2\x82z", r + "z");
    row("cut four is one subpart", "\xF0\x9F\x8Cz", r + "z");
    row("cut at the end", "a\xE2\x82", "a" + r);
    row("five byte form", "\xF8\x88\x80\x80\x80", r + r + r + r + r);
    row("ff", "\xFF", r);
}

void TestStrictJson::repairsUtf8()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, repaired);
    const RepairedText text = repairedUtf8(bytes);
    QCOMPARE(text.bytes, repaired);
    QCOMPARE(text.repairs, repaired.count("\xEF\xBF\xBD"));
    QVERIFY(QString::fromUtf8(text.bytes).toUtf8() == repaired);
}

void TestStrictJson::tellsWhatItRepaired()
{
    JsonParser parser;
    QCOMPARE(parser.parse("{\"a\":\"x\xFFy\"}")["a"].text(), QStringLiteral("x\uFFFDy"));
    QCOMPARE(parser.repairs(), 1);
    QCOMPARE(parser.parse(R"({"a":"\ud83cx \udf0a \ud83c\udf0a \\ud83c"})")["a"].text(),
             QStringLiteral("\uFFFDx \uFFFD 🌊 \\ud83c"));
    QCOMPARE(parser.repairs(), 2);
    QCOMPARE(parser.parse(R"({"a":"ok"})")["a"].text(), QStringLiteral("ok"));
    QCOMPARE(parser.repairs(), 0);
    QVERIFY(parser.parse("{\"a\xFF").isAbsent());
    QCOMPARE(parser.repairs(), 0);
}

void TestStrictJson::leavesOutHugeNumbers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("read");
    QTest::addColumn<int>("leftOut");
    const auto row = [](const char *json, const char *read, int leftOut) {
        QTest::newRow(json) << QByteArray(json) << QByteArray(read) << leftOut;
    };
    row(R"({"a":1e999,"b":"1e999"})", R"({"a":null,"b":"1e999"})", 1);
    row("[-1E+400,2.5e308,1]", "[null,null,1]", 2);
    row(R"(["\"1e999",1e999])", R"(["\"1e999",null])", 1);
    row("[1e-999]", "[0.0]", 0);
    row("[1e99]", "[1e+99]", 0);
    row("[01]", "", 0);
    row("[1e]", "", 0);
    row("[1e999", "", 0);
    row("[1e999,NaN]", "", 0);
}

void TestStrictJson::leavesOutHugeNumbers()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, read);
    JsonParser parser;
    const JsonValue value = parser.parse(json);
    QCOMPARE(value.isAbsent(), read.isEmpty());
    if (!read.isEmpty())
        QCOMPARE(value.raw().bytes, read);
    QTEST(parser.leftOut(), "leftOut");
}

void TestStrictJson::writesValuesBack()
{
    JsonParser parser;
    const JsonValue root = parser.parse(R"({ "z" : [ 1 , "q\"\\\n" ] , "a" : { "k" : null } })");
    QCOMPARE(root.raw().bytes, QByteArray(R"({"z":[1,"q\"\\\n"],"a":{"k":null}})"));
    QCOMPARE(root["a"].raw().bytes, QByteArray(R"({"k":null})"));
    QVERIFY(root["none"].raw().isEmpty());
}

void TestStrictJson::merges_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("merged");
    const auto row = [](const char *name, const char *target, const char *patch, const char *merged) {
        QTest::newRow(name) << QByteArray(target) << QByteArray(patch) << QByteArray(merged);
    };
    row("replace", R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})");
    row("add", R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})");
    row("remove", R"({"a":"b"})", R"({"a":null})", R"({})");
    row("remove one", R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})");
    row("array by text", R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})");
    row("text by array", R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})");
    row("deep", R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})");
    row("arrays are whole", R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})");
    row("patch is no object", R"({"a":"foo"})", R"("bar")", R"("bar")");
    row("null in target stays", R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})");
    row("new object drops nulls", R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})");
    row("object over text", R"({"a":"x"})", R"({"a":{"b":1}})", R"({"a":{"b":1}})");
    row("order and bytes stay", R"({"z":1.0,"y":{"k":  1e2,"b":2},"x":[ 1 ]})", R"({"w":0})",
        R"({"z":1.0,"y":{"k":  1e2,"b":2},"x":[ 1 ],"w":0})");
    row("escaped key", R"({"a\"b":1})", R"({"a\u0022b":2})", R"({"a\"b":2})");
}

void TestStrictJson::merges()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, patch);
    QFETCH(const QByteArray, merged);
    QCOMPARE(mergedJson({target}, {patch}).bytes, merged);
}

void TestStrictJson::findsLines()
{
    const QByteArray json = "{\n \"id\": \"x\",\n \"models\": [\n  {\"id\": 1},\n  {\n   \"id\": 2\n  }\n ]\n}\n";
    QCOMPARE(lineOfMember(json, {}), 1);
    QCOMPARE(lineOfMember(json, {"id"}), 2);
    QCOMPARE(lineOfMember(json, {"models", "0", "id"}), 4);
    QCOMPARE(lineOfMember(json, {"models", "1"}), 5);
    QCOMPARE(lineOfMember(json, {"models", "1", "id"}), 6);
    QCOMPARE(lineOfMember(json, {"models", "7"}), 3);
    QCOMPARE(lineOfMember(json, {"nope"}), 1);
    QCOMPARE(lineOfMember("", {"a", "0"}), 1);
}

void TestStrictJson::tellsCutFromWhole()
{
    for (const char *whole : {"{}", "[1,{\"a\":\"}\"}]", "{\"a\":\"\\\"\"}", "{} trailing", "oops"})
        QVERIFY2(isBalancedJson(whole), whole);
    for (const char *cut : {"{", "[1,{\"a\":\"}\"}", "{\"a\":\"\\\"}", "{\"a\":\"x"})
        QVERIFY2(!isBalancedJson(cut), cut);
}

void TestStrictJson::canBeUsedAgain()
{
    JsonParser parser;
    for (int size = 1; size < 200'000; size = size * 3 + 1) {
        const QByteArray json = "{\"a\":\"" + QByteArray(size, 'x') + "\"}";
        QCOMPARE(parser.parse(json)["a"].view().size(), size_t(size));
        QVERIFY(parser.parse("{").isAbsent());
    }
}

QTEST_GUILESS_MAIN(TestStrictJson)
#include "tst_strictjson.moc"
