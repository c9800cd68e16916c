// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/RunEngineTest.h"

#include <QTest>

using namespace triptych;

namespace {

// In an order that no sorting gives.
const QByteArray parameters
    = R"({"type":"object","properties":{"zone":{"type":"string"},"port":{"enum":["Brest","Aden"]},"at":{"type":"boolean"}},"required":["zone","at","port"]})";
const QByteArray answerSchema
    = R"({"type":"object","properties":{"wet":{"type":"boolean"},"level":{"enum":["low","high"]}},"required":["wet","level"],"additionalProperties":false})";
const QByteArray arguments = R"({"zone":"UTC","port":"Brest","at":true})";

/// JSON within a JSON string.
QByteArray textOf(QByteArray json)
{
    return '"' + json.replace('"', "\\\"") + '"';
}

ChatRequest conversation()
{
    const QString id = QStringLiteral("call_1");
    const QString name = QStringLiteral("tide");
    return {.turns = {ChatTurn::text(Role::User, QStringLiteral("When is low tide?")),
                      {Role::Assistant, {ToolCallPart {id, name, arguments}}},
                      {Role::Tool, {ToolResultPart {id, QStringLiteral("at six")}}}},
            .tools = {{name, QStringLiteral("The tide of a port"), {parameters}}},
            .responseSchema = {QStringLiteral("tide"), {answerSchema}}};
}

} // namespace

/// Schemas and arguments arrive byte for byte as they were written: another order makes a model answer otherwise.
class TestKeyOrder : public RunEngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void arrivesAsWritten_data();
    void arrivesAsWritten();
};

void TestKeyOrder::arrivesAsWritten_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("sentArguments");
    QTest::addColumn<QByteArray>("sentSchema");
    // The OpenAI dialects send arguments as text, the others as an object; Bedrock sends a schema as text.
    const QByteArray asText = textOf(arguments);
    QTest::newRow("openai-chat") << QStringLiteral("openai-chat") << asText << answerSchema;
    QTest::newRow("openai-responses") << QStringLiteral("openai-responses") << asText << answerSchema;
    QTest::newRow("anthropic") << QStringLiteral("anthropic") << arguments << answerSchema;
    QTest::newRow("gemini") << QStringLiteral("gemini") << arguments << answerSchema;
    QTest::newRow("ollama") << QStringLiteral("ollama") << arguments << answerSchema;
    QTest::newRow("bedrock") << QStringLiteral("bedrock") << arguments << textOf(answerSchema);
}

void TestKeyOrder::arrivesAsWritten()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, sentArguments);
    QFETCH(const QByteArray, sentSchema);
    m_endpoints->dialect = dialect;
    m_one->playAlways({script::answer(400, "{}")});
    LanePlan plan = lane("one");
    plan.request = conversation();
    start({plan});
    QTRY_COMPARE(m_runsFinished, 1);
    const QByteArray sent = m_one->requests().at(0).body;
    QVERIFY2(sent.contains(parameters), sent.constData());
    QVERIFY2(sent.contains(sentArguments), sent.constData());
    QVERIFY2(sent.contains(sentSchema), sent.constData());
}

QTEST_GUILESS_MAIN(TestKeyOrder)
#include "tst_keyorder.moc"
