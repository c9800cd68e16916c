// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/shell/ShellBench.h"
#include "ui/editor/PromptEditor.h"
#include "ui/shell/RunColumn.h"

#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace triptych;

/// Writing a prompt, with the strips around the editor that answer to it.
class TestPromptWriting : public QObject, private ShellBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openInNewHome(); }
    void cleanup() { close(); }

    void variablesBecomeFields();
    void composingTouchesNoCount();
    void findsInThePrompt();
};

void TestPromptWriting::variablesBecomeFields()
{
    auto *hint = child<QLabel>("variableHint");
    QVERIFY(hint->isVisible());
    type(QStringLiteral("{{lang}} and {{topic}}"));
    QVERIFY(!hint->isVisible());
    auto *field = child<QLineEdit>("variableField_lang");
    QVERIFY(field && field->isVisible());
    QVERIFY(child<QLineEdit>("variableField_topic"));
    field->setFocus();
    type(QStringLiteral("C++"));
    QCOMPARE(editors().variableValues().value(QStringLiteral("lang")), QStringLiteral("C++"));
    QVERIFY(field->hasFocus()); // the field stays while its value changes
    QVERIFY(!editors().document().turns(editors().variableValues()));

    editors().newPrompt(); // values belong to their prompt
    QCOMPARE(editors().variableValues(), VariableValues());
    editors().setCurrentIndex(0);
    QTRY_VERIFY(child<QLineEdit>("variableField_lang"));
    QTRY_COMPARE(child<QLineEdit>("variableField_lang")->text(), QStringLiteral("C++"));
}

void TestPromptWriting::composingTouchesNoCount()
{
    type(QStringLiteral("a"));
    const QString tokens = child<QLabel>("tokenCount")->text();
    editors().save();
    QInputMethodEvent preedit(QStringLiteral("a long pre-edit text {{name}}"), {});
    QApplication::sendEvent(editors().editor(), &preedit);
    QCOMPARE(editors().text(), QStringLiteral("a"));
    QCOMPARE(editors().document().toBytes(), QByteArray("a"));
    QCOMPARE(child<QLabel>("tokenCount")->text(), tokens);
    QVERIFY(!child<QLineEdit>("variableField_name"));

    m_window->runColumn().setLanes(1);
    const QSignalSpy run(&(*m_actions)[Command::Run], &QAction::triggered);
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(run.count(), 0);
}

void TestPromptWriting::findsInThePrompt()
{
    type(QStringLiteral("one two one"));
    const QSignalSpy stop(&(*m_actions)[Command::Stop], &QAction::triggered);
    m_window->runColumn().setRunning(1);
    press(Qt::Key_F, Qt::ControlModifier);
    auto *field = child<QLineEdit>("findField");
    QVERIFY(field->hasFocus());
    type(QStringLiteral("one"));
    QVERIFY(child<QLabel>("findCount")->text().contains(u'2'));
    press(Qt::Key_Return);
    QCOMPARE(editors().editor()->selectedText(), QStringLiteral("one"));
    press(Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QCOMPARE(stop.count(), 0);
    QVERIFY(editors().editor()->hasFocus());
}

QTEST_MAIN(TestPromptWriting)
#include "tst_promptwriting.moc"
