// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"
#include "ui/editor/PromptLexer.h"
#include "ui/shell/Theme.h"

#include <QAction>
#include <QFile>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

namespace {

QString letters(const char *text)
{
    return QString::fromUtf8(text);
}

/// Composes as an input method does: pre-edit text with the caret at its end.
void compose(QWidget &target, const QString &preedit)
{
    QInputMethodEvent event(preedit, {{QInputMethodEvent::Cursor, int(preedit.size()), 1, {}}});
    QApplication::sendEvent(&target, &event);
}

void commit(QWidget &target, const QString &text)
{
    QInputMethodEvent event;
    event.setCommitString(text);
    QApplication::sendEvent(&target, &event);
}

/// What Scintilla's document really holds, pre-edit text included.
QString shown(const PromptEditor &editor)
{
    return editor.QsciScintilla::text();
}

int styleAt(const PromptEditor &editor, qsizetype position)
{
    return int(editor.SendScintilla(QsciScintilla::SCI_GETSTYLEAT, static_cast<unsigned long>(position)));
}

} // namespace

class TestPromptEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void typesAndTakesBack();
    void composingIsNoText();
    void oneCommitIsOneUndoStep();
    void composingReplacesASelectionOnCommitOnly();
    void cancelledCompositionLeavesNothing();
    void keysBelongToTheInputMethod();
    void losingTheFocusDropsPreedit();
    void committingWithReplacement();
    void marksSyntax_data();
    void marksSyntax();
    void marksUndefinedVariables();
    void leavesShortcutsToTheWindow_data();
    void leavesShortcutsToTheWindow();
    void finds();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<PromptEditor> m_editor;
};

void TestPromptEditor::init()
{
    m_theme = std::make_unique<Theme>();
    m_editor = std::make_unique<PromptEditor>(*m_theme);
    m_editor->resize(600, 200);
    m_editor->show();
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    m_editor->setFocus();
}

void TestPromptEditor::cleanup()
{
    m_editor.reset();
    m_theme.reset();
}

void TestPromptEditor::typesAndTakesBack()
{
    const QSignalSpy edited(m_editor.get(), &PromptEditor::edited);
    QTest::keyClicks(m_editor.get(), QStringLiteral("user:"));
    QTest::keyClick(m_editor.get(), Qt::Key_Return);
    QTest::keyClicks(m_editor.get(), QStringLiteral("hi {{name}}"));
    QCOMPARE(m_editor->text(), QStringLiteral("user:\nhi {{name}}"));
    QVERIFY(edited.count() > 10);
    while (m_editor->isUndoAvailable())
        m_editor->undo();
    QCOMPARE(m_editor->text(), QString());
}

void TestPromptEditor::composingIsNoText()
{
    m_editor->reset(QStringLiteral("a b"));
    m_editor->SendScintilla(QsciScintilla::SCI_GOTOPOS, 1L);
    const QSignalSpy edited(m_editor.get(), &PromptEditor::edited);

    for (const char *step : {"n", "ni", "ni h", "ni hao"}) {
        compose(*m_editor, letters(step));
        QVERIFY(m_editor->isComposing());
        QCOMPARE(m_editor->text(), QStringLiteral("a b"));
        QCOMPARE(shown(*m_editor), QStringLiteral("a%1 b").arg(letters(step)));
        QVERIFY(!m_editor->isModified());
        QVERIFY(!m_editor->isUndoAvailable());
    }
    QCOMPARE(edited.count(), 0);
    QCOMPARE(static_cast<QWidget &>(*m_editor).inputMethodQuery(Qt::ImSurroundingText).toString(),
             QStringLiteral("a b"));
    QCOMPARE(static_cast<QWidget &>(*m_editor).inputMethodQuery(Qt::ImCursorPosition).toInt(), 1);

    commit(*m_editor, letters("你好"));
    QVERIFY(!m_editor->isComposing());
    QCOMPARE(m_editor->text(), letters("a你好 b"));
    QCOMPARE(shown(*m_editor), letters("a你好 b"));
    QCOMPARE(edited.count(), 1);
    QVERIFY(m_editor->isModified());
}

void TestPromptEditor::oneCommitIsOneUndoStep()
{
    for (const char *word : {"你好", "世界", "！"}) {
        compose(*m_editor, QStringLiteral("x"));
        compose(*m_editor, QStringLiteral("xy"));
        commit(*m_editor, letters(word));
    }
    QCOMPARE(m_editor->text(), letters("你好世界！"));
    m_editor->undo();
    QCOMPARE(m_editor->text(), letters("你好世界"));
    m_editor->undo();
    QCOMPARE(m_editor->text(), letters("你好"));
    m_editor->redo();
    QCOMPARE(m_editor->text(), letters("你好世界"));
    m_editor->undo();
    m_editor->undo();
    QCOMPARE(m_editor->text(), QString());
    QVERIFY(!m_editor->isModified());
}

void TestPromptEditor::composingReplacesASelectionOnCommitOnly()
{
    m_editor->reset(QStringLiteral("one two three"));
    m_editor->SendScintilla(QsciScintilla::SCI_SETSEL, 4L, 7L);
    compose(*m_editor, QStringLiteral("er"));
    QCOMPARE(m_editor->text(), QStringLiteral("one two three"));
    compose(*m_editor, QString());
    QCOMPARE(m_editor->text(), QStringLiteral("one two three"));
    QCOMPARE(m_editor->selectedText(), QStringLiteral("two"));

    compose(*m_editor, QStringLiteral("er"));
    commit(*m_editor, letters("二"));
    QCOMPARE(m_editor->text(), letters("one 二 three"));
    m_editor->undo();
    QCOMPARE(m_editor->text(), QStringLiteral("one two three"));
}

void TestPromptEditor::cancelledCompositionLeavesNothing()
{
    QTest::keyClicks(m_editor.get(), QStringLiteral("abc"));
    const QSignalSpy edited(m_editor.get(), &PromptEditor::edited);
    compose(*m_editor, QStringLiteral("zhong"));
    compose(*m_editor, QString());
    QVERIFY(!m_editor->isComposing());
    QCOMPARE(shown(*m_editor), QStringLiteral("abc"));
    QCOMPARE(edited.count(), 0);
    QTest::keyClicks(m_editor.get(), QStringLiteral("d"));
    QCOMPARE(m_editor->text(), QStringLiteral("abcd"));
    m_editor->undo();
    QVERIFY(m_editor->text().size() < 4);
    QVERIFY(QStringLiteral("abcd").startsWith(m_editor->text()));
}

void TestPromptEditor::keysBelongToTheInputMethod()
{
    QAction run;
    run.setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::Key_Escape)});
    m_editor->addAction(&run);
    const QSignalSpy triggered(&run, &QAction::triggered);
    compose(*m_editor, QStringLiteral("ni"));
    QTest::keyClick(m_editor.get(), Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(m_editor.get(), Qt::Key_Escape);
    QTest::keyClick(m_editor.get(), Qt::Key_Return);
    QTest::keyClicks(m_editor.get(), QStringLiteral("q"));
    QCOMPARE(triggered.count(), 0);
    QCOMPARE(m_editor->text(), QString());
    QCOMPARE(shown(*m_editor), QStringLiteral("ni"));

    commit(*m_editor, letters("你"));
    QTest::keyClick(m_editor.get(), Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(m_editor.get(), Qt::Key_Escape);
    QCOMPARE(triggered.count(), 2);
    QCOMPARE(m_editor->text(), letters("你"));
}

void TestPromptEditor::losingTheFocusDropsPreedit()
{
    m_editor->reset(QStringLiteral("abc"));
    compose(*m_editor, QStringLiteral("ni"));
    QFocusEvent out(QEvent::FocusOut, Qt::MouseFocusReason);
    QApplication::sendEvent(m_editor.get(), &out);
    QVERIFY(!m_editor->isComposing());
    QCOMPARE(shown(*m_editor), QStringLiteral("abc"));
}

void TestPromptEditor::committingWithReplacement()
{
    m_editor->reset(letters("你们好"));
    m_editor->SendScintilla(QsciScintilla::SCI_DOCUMENTEND);
    QInputMethodEvent event;
    event.setCommitString(letters("再见"), -1, 1);
    QApplication::sendEvent(m_editor.get(), &event);
    QCOMPARE(m_editor->text(), letters("你们再见"));
    m_editor->undo();
    QCOMPARE(m_editor->text(), letters("你们好"));
}

void TestPromptEditor::marksSyntax_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("needle");
    QTest::addColumn<int>("style");

    QTest::newRow("header") << QStringLiteral("a\nuser:\nb") << QStringLiteral("user:") << int(PromptLexer::Header);
    QTest::newRow("no header") << QStringLiteral("a\nuser: x") << QStringLiteral("user:") << int(PromptLexer::Plain);
    QTest::newRow("escaped header") << QStringLiteral("\\user:\n") << QStringLiteral("user") << int(PromptLexer::Plain);
    QTest::newRow("variable") << QStringLiteral("a {{known}} b") << QStringLiteral("{{known}}")
                              << int(PromptLexer::Variable);
    QTest::newRow("undefined variable") << QStringLiteral("a {{other}} b") << QStringLiteral("{{other}}")
                                        << int(PromptLexer::UndefinedVariable);
    QTest::newRow("literal braces") << QStringLiteral("a {{1,2}} b") << QStringLiteral("{{1,2}}")
                                    << int(PromptLexer::Plain);
    QTest::newRow("variable after Chinese")
        << letters("用 {{known}} 写") << QStringLiteral("{{known}}") << int(PromptLexer::Variable);
    QTest::newRow("strong") << QStringLiteral("a **b c** d") << QStringLiteral("b c") << int(PromptLexer::Strong);
    QTest::newRow("no strong") << QStringLiteral("a ** b ** d") << QStringLiteral(" b ") << int(PromptLexer::Plain);
    QTest::newRow("emphasis") << QStringLiteral("a *b* d") << QStringLiteral("*b*") << int(PromptLexer::Emphasis);
    QTest::newRow("product") << QStringLiteral("a * b * c") << QStringLiteral("b") << int(PromptLexer::Plain);
    QTest::newRow("code") << QStringLiteral("a `b` c") << QStringLiteral("`b`") << int(PromptLexer::InlineCode);
    QTest::newRow("heading") << QStringLiteral("## b\nc") << QStringLiteral(" b") << int(PromptLexer::Heading);
    QTest::newRow("bullet") << QStringLiteral("- b") << QStringLiteral("-") << int(PromptLexer::Mark);
    QTest::newRow("code block") << QStringLiteral("```\nx\n```\ny") << QStringLiteral("x")
                                << int(PromptLexer::CodeBlock);
    QTest::newRow("after a code block") << QStringLiteral("```\nx\n```\ny") << QStringLiteral("y")
                                        << int(PromptLexer::Plain);
    QTest::newRow("header ends a code block")
        << QStringLiteral("```\nx\nuser:\ny") << QStringLiteral("y") << int(PromptLexer::Plain);
}

void TestPromptEditor::marksSyntax()
{
    QFETCH(const QString, text);
    QFETCH(const QString, needle);
    m_editor->setVariableValues({{QStringLiteral("known"), QStringLiteral("x")}});
    m_editor->reset(text);
    m_editor->SendScintilla(QsciScintilla::SCI_COLOURISE, 0L, -1L);
    const QByteArray bytes = text.toUtf8();
    const qsizetype at = bytes.indexOf(needle.toUtf8());
    for (qsizetype i = at; i < at + needle.toUtf8().size(); ++i)
        QTEST(styleAt(*m_editor, i), "style");
}

void TestPromptEditor::marksUndefinedVariables()
{
    m_editor->reset(QStringLiteral("{{name}}"));
    m_editor->SendScintilla(QsciScintilla::SCI_COLOURISE, 0L, -1L);
    QCOMPARE(styleAt(*m_editor, 3), int(PromptLexer::UndefinedVariable));
    QCOMPARE(m_editor->SendScintilla(QsciScintilla::SCI_INDICATORVALUEAT, int(PromptEditor::VariableIndicator), 3L),
             1L);
    m_editor->setVariableValues({{QStringLiteral("name"), QString()}});
    m_editor->SendScintilla(QsciScintilla::SCI_COLOURISE, 0L, -1L);
    QCOMPARE(styleAt(*m_editor, 3), int(PromptLexer::Variable));
}

void TestPromptEditor::leavesShortcutsToTheWindow_data()
{
    QTest::addColumn<QKeySequence>("keys");
    for (const char *keys : {"Ctrl+D",
                             "Ctrl+L",
                             "Ctrl+B",
                             "Ctrl+R",
                             "Ctrl+N",
                             "Ctrl+Return",
                             "Esc",
                             "Ctrl+/",
                             "Ctrl+,",
                             "Ctrl+T",
                             "Ctrl+=",
                             "Ctrl+-",
                             "Ctrl+F",
                             "Ctrl+W",
                             "Ctrl+PgDown",
                             "Ctrl+Tab",
                             "F2",
                             "F6",
                             "Ctrl+Shift+T",
                             "Ctrl+1",
                             "Ctrl+9",
                             "Ctrl+Shift+F",
                             "Ctrl+E",
                             "Alt+Return",
                             "F5",
                             "Ctrl+.",
                             "Ctrl+Shift+C",
                             "Ctrl+Shift+PgUp",
                             "Ctrl+Shift+PgDown",
                             "Ctrl+Shift+W"})
        QTest::newRow(keys) << QKeySequence(QLatin1String(keys));
}

void TestPromptEditor::leavesShortcutsToTheWindow()
{
    QFETCH(const QKeySequence, keys);
    m_editor->reset(QStringLiteral("one\ntwo"));
    QAction action;
    action.setShortcut(keys);
    m_editor->addAction(&action);
    const QSignalSpy triggered(&action, &QAction::triggered);
    QTest::keyClick(m_editor.get(), keys[0].key(), keys[0].keyboardModifiers());
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(m_editor->text(), QStringLiteral("one\ntwo"));
}

void TestPromptEditor::finds()
{
    m_editor->reset(letters("Über alles über über"));
    QCOMPARE(m_editor->markAll(letters("über")), 3); // case is ignored
    QVERIFY(m_editor->find(letters("über"), true, true));
    QCOMPARE(m_editor->selectedText(), letters("Über"));
    QVERIFY(m_editor->find(letters("über"), true, false));
    QVERIFY(m_editor->find(letters("über"), true, false));
    QVERIFY(m_editor->find(letters("über"), true, false)); // round the end
    QCOMPARE(m_editor->selectedText(), letters("Über"));
    QVERIFY(m_editor->find(letters("über"), false, false)); // and back
    QCOMPARE(m_editor->selectedText(), letters("über"));
    QVERIFY(!m_editor->find(QStringLiteral("nowhere"), true, false));
}

QTEST_MAIN(TestPromptEditor)
#include "tst_prompteditor.moc"
