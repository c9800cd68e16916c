// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/Conversation.h"

#include <QTest>

using namespace triptych;

/// A conversation that becomes a prompt sends the same words again, whatever they look like.
class TestConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void countsWhatIsNoText();
};

void TestConversation::comesBackAsItWas_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QString::fromUtf8(text); };
    row("plain", "How are you?\n\nAnd you?");
    row("a header", "This is a header:\nuser:\n\\system:\nand no more");
    row("a mark", "cache-mark:\nstays");
    row("a variable", "Say {{name}} and {{a.b-c}}, not {{1}}");
    row("a fence of front matter", "---\nname: x\n---\ntext");
    row("words of YAML", "{{true}} {{null}} {{yes}}");
    row("Chinese", "你好，{{name}}");
}

void TestConversation::comesBackAsItWas()
{
    QFETCH(const QString, text);
    const auto made = conversationOf({ChatTurn::text(Role::System, text), ChatTurn::text(Role::User, text),
                                      ChatTurn::text(Role::Assistant, text), ChatTurn::text(Role::User, text)});
    QVERIFY(made.document);
    QCOMPARE(made.leftOut, 0);
    const auto turns = made.document.value().turns();
    QVERIFY(turns);
    QCOMPARE(turns.value().size(), 4u);
    QCOMPARE(turns.value()[2].role, Role::Assistant);
    for (const ChatTurn &turn : turns.value())
        QCOMPARE(std::get<TextPart>(turn.parts.at(0)).text, text);
}

void TestConversation::countsWhatIsNoText()
{
    const auto made = conversationOf({{Role::User, {TextPart {QStringLiteral("Look")}, MediaPart {}}},
                                      {Role::Assistant, {ToolCallPart {}}},
                                      {Role::Tool, {ToolResultPart {}}}});
    QCOMPARE(made.leftOut, 3);
    QCOMPARE(made.document.value().body(), QStringLiteral("user:\nLook\n"));
}

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
