// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/RepeatedText.h"
#include "tests/support/EventText.h"
#include "tests/support/TapeDecoding.h"

#include <QTest>

using namespace triptych;

namespace {

const QByteArray notRead = "\x01not read";

/// What comes of `next` once `first`, in which "t" named the text "a", was learned.
QByteArray textAfter(const QByteArray &first, const QByteArray &next)
{
    RepeatedText repeated;
    repeated.learn({"name", first}, "t", "a");
    std::string_view text;
    return repeated.read({"name", next}, text) ? QByteArray(text.data(), qsizetype(text.size())) : notRead;
}

/// Texts that a decoder must read alike, whether it saw an event of that shape before or not.
std::vector<QByteArray> trickyTexts()
{
    return {"a",
            "bc",
            "\xE6\xBD\xAE",
            "\\n\\t\\\"\\\\\\/\\b\\f\\r",
            "\\u6f6e",
            "\\ud83c\\udf0a",
            "",
            "\\ud83c",
            "\xE6\xBD",
            "\xC0\xAF",
            "\xED\xA0\x80",
            "\xF0\x9F\x8C\x8A",
            "<think>x",
            "</think>",
            "\\x",
            "\x01",
            "\\",
            "a\",\"b\":\"",
            "\",\"t\":\"",
            "\x7F",
            "\xEF\xBF\xBE",
            "z"};
}

struct Shape
{
    const char *dialect;
    QByteArray before; ///< What a stream begins with.
    QByteArray event; ///< %1 stands for the text, %2 for a member that no reader knows.
    QByteArray after;
};

/// The stream of all texts, each between two plain ones; `isVaried` makes no two events alike.
QByteArray streamOf(const Shape &shape, bool isVaried)
{
    QByteArray body = shape.before;
    int number = 0;
    const auto add = [&](const QByteArray &text) {
        QByteArray event = shape.event;
        event.replace("%2", isVaried ? "\"n" + QByteArray::number(number++) + "\":0," : QByteArray());
        body += event.replace("%1", text);
    };
    for (const QByteArray &text : trickyTexts())
        for (const QByteArray &one : {QByteArray("p"), QByteArray("q"), text, QByteArray("r")})
            add(one);
    return body + shape.after;
}

} // namespace

class TestRepeatedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void aimsAtOneStringOnly_data();
    void aimsAtOneStringOnly();
    void namesMustAgree();
    void givesUpWhereNothingRepeats();
    void decodesAsIfNothingRepeated_data();
    void decodesAsIfNothingRepeated();
};

void TestRepeatedText::reads_data()
{
    QTest::addColumn<QByteArray>("next");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *next, const QByteArray &text) {
        QTest::newRow(name) << QByteArray(next) << text;
    };
    row("the same", R"({"d":{"t":"a","k":null},"obfuscation":"xyz","created":7})", "a");
    row("another text", R"({"d":{"t":"bcd","k":null},"obfuscation":"xyz","created":7})", "bcd");
    row("no text", R"({"d":{"t":"","k":null},"obfuscation":"xyz","created":7})", "");
    row("ignored members differ", R"({"d":{"t":"b","k":null},"obfuscation":"","created":123})", "b");
    row("escapes", R"({"d":{"t":"\"\\\/\b\f\n\r\t","k":null},"obfuscation":"","created":0})", "\"\\/\b\f\n\r\t");
    row("utf-8", "{\"d\":{\"t\":\"\xE6\xBD\xAE\",\"k\":null},\"obfuscation\":\"\",\"created\":0}", "\xE6\xBD\xAE");
    row("a code unit is the parser's", R"({"d":{"t":"\u0041","k":null},"obfuscation":"","created":7})", notRead);
    row("no escape", R"({"d":{"t":"\x","k":null},"obfuscation":"","created":7})", notRead);
    row("no utf-8", "{\"d\":{\"t\":\"\xE6\xBD\",\"k\":null},\"obfuscation\":\"\",\"created\":7}", notRead);
    row("a control character", "{\"d\":{\"t\":\"\n\",\"k\":null},\"obfuscation\":\"\",\"created\":7}", notRead);
    row("no string any more", R"({"d":{"t":null,"k":null},"obfuscation":"xyz","created":7})", notRead);
    row("another value elsewhere", R"({"d":{"t":"b","k":true},"obfuscation":"xyz","created":7})", notRead);
    row("one more member", R"({"d":{"t":"b","x":1,"k":null},"obfuscation":"xyz","created":7})", notRead);
    row("one member less", R"({"d":{"t":"b"},"obfuscation":"xyz","created":7})", notRead);
    row("no number", R"({"d":{"t":"b","k":null},"obfuscation":"xyz","created":07})", notRead);
    row("another kind of number", R"({"d":{"t":"b","k":null},"obfuscation":"xyz","created":1e999})", notRead);
    row("too many digits", R"({"d":{"t":"b","k":null},"obfuscation":"","created":1234567890123456789})", notRead);
    row("cut off", R"({"d":{"t":"b","k":null},"obfuscation":"xyz","created":7)", notRead);
    row("cut off in the text", R"({"d":{"t":"b)", notRead);
    row("cut off in an escape", R"({"d":{"t":"b\)", notRead);
    row("more after it", R"({"d":{"t":"b","k":null},"obfuscation":"xyz","created":7}})", notRead);
    row("empty", "", notRead);
}

void TestRepeatedText::reads()
{
    QFETCH(const QByteArray, next);
    QFETCH(const QByteArray, text);
    QCOMPARE(textAfter(R"({"d":{"t":"a","k":null},"obfuscation":"xyz","created":7})", next), text);
}

void TestRepeatedText::aimsAtOneStringOnly_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<bool>("isLearned");
    const auto row
        = [](const char *name, const QByteArray &first, bool isLearned) { QTest::newRow(name) << first << isLearned; };
    row("one", R"({"t":"a"})", true);
    row("set apart", "{ \"t\" :\t\"a\" , \"u\" : [ ] }", true);
    row("the word as a value", R"({"k":"t","t":"a"})", true);
    row("inside another text", R"({"k":"\"t\":\"a\"","t":"a"})", true);
    row("twice", R"({"t":"a","d":{"t":"a"}})", false);
    row("twice, set apart", R"({"t" : "a","d":{"t":"a"}})", false);
    row("twice, one is a number", R"({"t":1,"d":{"t":"a"}})", false);
    row("a key that may mean the same", R"({"\u0074":"a","t":"a"})", false);
    row("another text", R"({"t":"b"})", false);
    row("none", R"({"x":"a"})", false);
    row("very long", R"({"t":"a","x":")" + QByteArray(5000, 'x') + "\"}", false);
}

void TestRepeatedText::aimsAtOneStringOnly()
{
    QFETCH(const QByteArray, first);
    QFETCH(const bool, isLearned);
    QCOMPARE(textAfter(first, first), isLearned ? QByteArray("a") : notRead);
}

void TestRepeatedText::namesMustAgree()
{
    RepeatedText repeated;
    std::string_view text;
    QVERIFY(!repeated.read({"name", R"({"t":"a"})"}, text));
    repeated.learn({"name", R"({"t":"a"})"}, "t", "a");
    QVERIFY(repeated.read({"name", R"({"t":"b"})"}, text));
    QVERIFY(!repeated.read({"error", R"({"t":"b"})"}, text));
    repeated.forget();
    QVERIFY(!repeated.read({"name", R"({"t":"b"})"}, text));
}

void TestRepeatedText::givesUpWhereNothingRepeats()
{
    const QByteArray event = R"({"t":"a"})";
    RepeatedText useful;
    RepeatedText fruitless;
    std::string_view text;
    for (int round = 0; round < 1000; ++round) {
        useful.learn({{}, event}, "t", "a");
        QVERIFY(useful.read({{}, event}, text));
        fruitless.learn({{}, "{\"n" + QByteArray::number(round) + "\":0,\"t\":\"a\"}"}, "t", "a");
    }
    fruitless.forget();
    fruitless.learn({{}, event}, "t", "a");
    QVERIFY(!fruitless.read({{}, event}, text));
}

void TestRepeatedText::decodesAsIfNothingRepeated_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("repeated");
    QTest::addColumn<QByteArray>("varied");
    const std::vector<Shape> shapes {
        {"openai-chat",
         {},
         "data: {%2\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%1\"}}],\"usage\":null}\n\n",
         "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"},
        {"openai-responses", "data: {\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"model\":\"m\"}}\n\n",
         "event: response.output_text.delta\n"
         "data: {%2\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"%1\"}\n\n",
         "data: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"usage\":{\"input_tokens\":1}}}\n\n"},
        {"anthropic",
         "event: content_block_start\n"
         "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
         "event: content_block_delta\n"
         "data: {%2\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"%1\"}}\n\n",
         "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n"
         "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"},
        {"ollama",
         {},
         "{%2\"model\":\"m\",\"created_at\":\"2026-11-25T05:00:00Z\",\"message\":{\"content\":\"%1\"},\"done\":false}\n",
         "{\"model\":\"m\",\"done\":true,\"done_reason\":\"stop\",\"eval_count\":5}\n"},
    };
    for (const Shape &shape : shapes)
        QTest::newRow(shape.dialect) << QString::fromLatin1(shape.dialect) << streamOf(shape, false)
                                     << streamOf(shape, true);
}

void TestRepeatedText::decodesAsIfNothingRepeated()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, repeated);
    QFETCH(const QByteArray, varied);
    const HttpResponseHead head {200, {}};
    const QString expected = toText(decodeTape(dialect, head, varied, varied.size()));
    QVERIFY2(expected.contains(QStringLiteral("finished stop")), qPrintable(expected));
    for (const qsizetype step : {qsizetype(1), qsizetype(13), repeated.size()})
        QCOMPARE(toText(decodeTape(dialect, head, repeated, step)), expected);
}

QTEST_GUILESS_MAIN(TestRepeatedText)
#include "tst_repeatedtext.moc"
