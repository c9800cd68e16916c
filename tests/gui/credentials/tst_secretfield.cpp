// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/SecretField.h"
#include "ui/credentials/SecretText.h"
#include "ui/shell/Theme.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace triptych;

namespace {

/// QTest's own keys are ASCII.
void typeOther(SecretField &field, const QString &text)
{
    QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, text);
    QCoreApplication::sendEvent(&field, &press);
}

} // namespace

/// The field that secrets are typed into: it edits like any other, and gives nothing away.
class TestSecretField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldEditsLikeAField();
    void fieldShowsNothingButBullets();
    void fieldRevealsOnlyWhileHeld();
    void fieldPastesWithoutLineBreaks();
    void fieldKeepsKeysFromTheWindow();
    void fieldIsAPasswordFieldToScreenReaders();

private:
    Theme m_theme;
};

void TestSecretField::fieldEditsLikeAField()
{
    SecretField field(m_theme);
    QSignalSpy changes(&field, &SecretField::changed);
    const auto holds = [&field](QByteArrayView text) { return field.value().view() == text; };
    QTest::keyClicks(&field, QStringLiteral("passwort"));
    QCOMPARE(changes.size(), 8);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QTest::keyClick(&field, Qt::Key_D);
    QVERIFY(holds("password"));
    QTest::keyClick(&field, Qt::Key_Home);
    QTest::keyClick(&field, Qt::Key_Right);
    QTest::keyClick(&field, Qt::Key_Delete);
    typeOther(field, QStringLiteral("ä"));
    QVERIFY(holds("p\xC3\xA4ssword"));
    QCOMPARE(field.length(), 8);
    QTest::keyClick(&field, Qt::Key_Backspace); // the whole character
    QVERIFY(holds("pssword"));
    QTest::keyClick(&field, Qt::Key_End);
    QTest::keyClick(&field, Qt::Key_Left);
    typeOther(field, QStringLiteral("é中"));
    QVERIFY(holds("psswor\xC3\xA9\xE4\xB8\xAD"
                  "d"));
    QTest::keyClick(&field, Qt::Key_Backspace, Qt::ControlModifier);
    QVERIFY(field.isEmpty());
    QTest::keyClick(&field, Qt::Key_Backspace);
    QTest::keyClick(&field, Qt::Key_Delete);
    QTest::keyClick(&field, Qt::Key_Left);
    QVERIFY(field.isEmpty());

    SecretText text;
    QVERIFY(text.insert(QByteArray(int(SecretText::capacity) - 1, 'x')));
    QVERIFY(!text.insert("yz"));
    QVERIFY(text.insert("y"));
    text.clear();
    QCOMPARE(QByteArray(text.view().data(), qsizetype(SecretText::capacity)),
             QByteArray(qsizetype(SecretText::capacity), '\0'));
}

void TestSecretField::fieldShowsNothingButBullets()
{
    SecretField first(m_theme);
    SecretField second(m_theme);
    for (SecretField *field : {&first, &second})
        field->resize(300, 28);
    QTest::keyClicks(&first, QStringLiteral("illicit!"));
    QTest::keyClicks(&second, QStringLiteral("WWWWMMMM"));
    QCOMPARE(first.grab().toImage(), second.grab().toImage()); // equally long secrets look the same
    QTest::keyClicks(&second, QStringLiteral("x"));
    QVERIFY(first.grab().toImage() != second.grab().toImage());
}

void TestSecretField::fieldRevealsOnlyWhileHeld()
{
    SecretField field(m_theme);
    field.resize(300, 28);
    field.show();
    QTest::keyClicks(&field, QStringLiteral("illicit!"));
    const QImage hidden = field.grab().toImage();
    auto *eye = field.findChild<QToolButton *>(QStringLiteral("revealButton"));
    QTest::mousePress(eye, Qt::LeftButton);
    QVERIFY(field.isRevealed());
    QVERIFY(field.grab().toImage() != hidden);
    QTest::mouseRelease(eye, Qt::LeftButton);
    QVERIFY(!field.isRevealed());
}

void TestSecretField::fieldPastesWithoutLineBreaks()
{
    SecretField field(m_theme);
    QGuiApplication::clipboard()->setText(QStringLiteral("  sk-pasted\r\n-key\n"));
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(field.value().view() == QByteArrayView("sk-pasted-key"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("  sk-pasted\r\n-key\n"));
    QTest::keyClick(&field, Qt::Key_C, Qt::ControlModifier); // there is no way out
    QTest::keyClick(&field, Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("  sk-pasted\r\n-key\n"));
    QVERIFY(field.value().view() == QByteArrayView("sk-pasted-key"));
}

void TestSecretField::fieldKeepsKeysFromTheWindow()
{
    QWidget window;
    SecretField field(m_theme, &window);
    QAction action(&window);
    action.setShortcuts({QKeySequence(QStringLiteral("A")), QKeySequence::Paste});
    window.addAction(&action);
    QSignalSpy triggered(&action, &QAction::triggered);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    field.setFocus();
    QGuiApplication::clipboard()->setText(QStringLiteral("b"));
    QTest::keyClick(&window, Qt::Key_A);
    QTest::keyClick(&field, Qt::Key_A);
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(field.value().view().endsWith(QByteArrayView("ab")));
    QVERIFY(!field.testAttribute(Qt::WA_InputMethodEnabled));
}

void TestSecretField::fieldIsAPasswordFieldToScreenReaders()
{
    SecretField field(m_theme);
    field.setAccessibleName(QStringLiteral("Password"));
    QTest::keyClicks(&field, QStringLiteral("secret"));
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&field);
    QVERIFY(access);
    QCOMPARE(access->role(), QAccessible::EditableText);
    QVERIFY(access->state().passwordEdit);
    QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Password"));
    QCOMPARE(access->text(QAccessible::Value), QString(6, QChar(0x2022)));
    QVERIFY(!access->textInterface());
}

QTEST_MAIN(TestSecretField)
#include "tst_secretfield.moc"
