// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/PromptDocument.h"
#include "tests/gui/shell/ShellBench.h"
#include "ui/editor/PromptEditor.h"
#include "ui/shell/RunColumn.h"
#include "ui/shell/SegmentedSwitch.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>

using namespace triptych;

/// What every part of the window has in common: names, keys, the focus, the looks.
class TestMainWindow : public QObject, private ShellBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openInNewHome(); }
    void cleanup() { close(); }

    void everyActionIsNamedOnce();
    void everyControlHasNames();
    void runsAndStopsByKey();
    void switchesViewByKeyAndClick();
    void goesToTabsAndPanelsByKey();
    void movesTheFocusBetweenPanes();
    void choosesThemeAndLanguage();
    void zooms();
};

void TestMainWindow::everyActionIsNamedOnce()
{
    QSet<QString> ids;
    QMap<QKeySequence, QString> keys;
    for (const QAction *action : m_actions->all()) {
        QVERIFY2(!ids.contains(action->objectName()), qPrintable(action->objectName()));
        ids.insert(action->objectName());
        QVERIFY(!action->text().isEmpty());
        QVERIFY(!action->statusTip().isEmpty());
        for (const QKeySequence &sequence : action->shortcuts()) {
            QVERIFY2(!keys.contains(sequence), qPrintable(sequence.toString()));
            keys.insert(sequence, action->objectName());
        }
    }
    QCOMPARE(keys.value(QKeySequence(Qt::CTRL | Qt::Key_Return)), QStringLiteral("run"));
    QCOMPARE(keys.value(QKeySequence(Qt::Key_Escape)), QStringLiteral("stop"));
    QCOMPARE(keys.value(QKeySequence(Qt::CTRL | Qt::Key_L)), QStringLiteral("lock_vault"));
}

void TestMainWindow::everyControlHasNames()
{
    const auto widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool isControl = widget->focusPolicy() != Qt::NoFocus && widget->isVisible();
        const bool isPlaceholder = widget->objectName().endsWith(QLatin1String("Field"))
            && widget->parentWidget()->layout() && widget->parentWidget()->focusProxy() == widget;
        if (!isControl || isPlaceholder)
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        const bool isContainer = widget->objectName() == QLatin1String("editorTabs")
            || widget->objectName() == QLatin1String("sidebarTabs");
        QVERIFY2(isContainer || !widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestMainWindow::runsAndStopsByKey()
{
    const QSignalSpy run(&(*m_actions)[Command::Run], &QAction::triggered);
    const QSignalSpy stop(&(*m_actions)[Command::Stop], &QAction::triggered);
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(run.count(), 0); // no lanes
    m_window->runColumn().setLanes(2);
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(run.count(), 1);
    QTest::mouseClick(child<QPushButton>("runButton"), Qt::LeftButton);
    QCOMPARE(run.count(), 2);
    QVERIFY(child<QPushButton>("runButton")->text().contains(u'2'));

    QVERIFY(!child<QPushButton>("stopButton")->isEnabled());
    m_window->runColumn().setRunning(2);
    press(Qt::Key_Escape);
    QCOMPARE(stop.count(), 1);
    child<QLineEdit>("modelsField")->setFocus();
    press(Qt::Key_Return, Qt::ControlModifier);
    press(Qt::Key_Escape);
    QCOMPARE(run.count(), 3); // from everywhere
    QCOMPARE(stop.count(), 2);
    QCOMPARE(editors().text(), QString());
}

void TestMainWindow::switchesViewByKeyAndClick()
{
    auto *view = child<SegmentedSwitch>("viewSwitch");
    QAction &rendered = (*m_actions)[Command::ToggleRendered];
    QVERIFY(rendered.isChecked());
    press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(!rendered.isChecked());
    QCOMPARE(view->currentIndex(), 1);
    QTest::mouseClick(view->findChild<QWidget *>(QStringLiteral("segment0")), Qt::LeftButton);
    QVERIFY(rendered.isChecked());
}

void TestMainWindow::goesToTabsAndPanelsByKey()
{
    for (const char *name : {"a", "b", "c"})
        editors().add(PromptDocument::parse(QByteArray("text {{word}} of ") + name).value(), QLatin1String(name));
    editors().focusEditor();
    press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(editors().currentIndex(), 0);
    press(Qt::Key_8, Qt::ControlModifier); // there is none
    QCOMPARE(editors().currentIndex(), 0);
    press(Qt::Key_9, Qt::ControlModifier);
    QCOMPARE(editors().currentIndex(), editors().count() - 1);
    press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(QApplication::focusWidget()->objectName().contains(QStringLiteral("word")));
    press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(child<QLineEdit>("historyField")->hasFocus());
}

void TestMainWindow::movesTheFocusBetweenPanes()
{
    QSet<QWidget *> seen;
    for (int i = 0; i < 8; ++i) {
        seen.insert(QApplication::focusWidget());
        press(Qt::Key_F6);
    }
    QVERIFY(seen.contains(editors().editor()));
    for (const char *name : {"lanesField", "latencyField", "modelsField"})
        QVERIFY2(seen.contains(child<QLineEdit>(name)), name);
}

void TestMainWindow::choosesThemeAndLanguage()
{
    const QSignalSpy theme(m_window.get(), &MainWindow::themeChosen);
    const QSignalSpy language(m_window.get(), &MainWindow::languageChosen);
    auto *themes = child<QMenu>("themeMenu");
    Q_EMIT themes->aboutToShow();
    themes->actions().at(2)->trigger();
    QCOMPARE(theme.count(), 1);
    QCOMPARE(theme.first().first().value<ThemeChoice>(), ThemeChoice::Dark);
    Q_EMIT themes->aboutToShow();
    QVERIFY(themes->actions().at(2)->isChecked());

    auto *languages = child<QMenu>("languageMenu");
    Q_EMIT languages->aboutToShow();
    languages->actions().last()->trigger();
    QCOMPARE(language.first().first().toString(), QStringLiteral("zh_CN"));

    QEvent change(QEvent::LanguageChange);
    QApplication::sendEvent(m_window.get(), &change); // every widget hears of it and survives
    m_theme->setKind(Theme::Kind::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Base), ThemeColors::dark().paper);
}

void TestMainWindow::zooms()
{
    const QSignalSpy chosen(m_window.get(), &MainWindow::fontPixelsChosen);
    const int before = m_theme->baseFont().pixelSize();
    const int line = editors().editor()->lineHeight();
    press(Qt::Key_Equal, Qt::ControlModifier);
    press(Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(m_theme->baseFont().pixelSize(), before + 2);
    QVERIFY(editors().editor()->lineHeight() > line);
    QCOMPARE(chosen.last().first().toInt(), before + 2);
    press(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_theme->baseFont().pixelSize(), before);
    QCOMPARE(chosen.last().first().toInt(), 0);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
