// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/shell/ShellBench.h"
#include "ui/shell/SidebarDock.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QTabBar>

using namespace triptych;

/// The panels around the prompt: they go, come back, and keep their sizes.
class TestWindowLayout : public QObject, private ShellBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openInNewHome(); }
    void cleanup() { close(); }

    void dockCanGoAndComeBack();
    void remembersTheLayout();
    void theDashboardFollowsTheWindowUntilItIsPulled();
};

void TestWindowLayout::dockCanGoAndComeBack()
{
    auto *sidebar = child<SidebarDock>("sidebar");
    QCOMPARE(sidebar->width(), 280);
    auto *tabs = child<QTabBar>("sidebarTabs");
    QTRY_VERIFY(tabs->width() >= tabs->tabRect(1).right()); // both tabs can be seen
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    QVERIFY(child<QLineEdit>("historyField")->isVisible());
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    editors().focusEditor();
    press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!sidebar->isVisible());
    QVERIFY(!(*m_actions)[Command::ToggleSidebar].isChecked());
    press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(sidebar->isVisible());
    press(Qt::Key_H, Qt::ControlModifier);
    QVERIFY(child<QLineEdit>("historyField")->hasFocus());
    QCOMPARE(sidebar->currentPanel(), 1);
    press(Qt::Key_B, Qt::ControlModifier);
    (*m_actions)[Command::AddLane].trigger(); // brings the sidebar back
    QVERIFY(child<QLineEdit>("modelsField")->hasFocus());
}

void TestWindowLayout::remembersTheLayout()
{
    auto *dock = child<QDockWidget>("latencyDock");
    press(Qt::Key_B, Qt::ControlModifier);
    m_window->resizeDocks({dock}, {150}, Qt::Vertical);
    QTRY_VERIFY(dock->height() == 150);
    const int height = dock->height();
    const QByteArray state = m_window->layoutState();
    openWindow();
    QVERIFY(m_window->restoreLayout(state));
    QVERIFY(!child<SidebarDock>("sidebar")->isVisible());
    QTRY_COMPARE(child<QDockWidget>("latencyDock")->height(), height);
    (*m_actions)[Command::ResetLayout].trigger();
    QVERIFY(child<SidebarDock>("sidebar")->isVisible());
    QTRY_COMPARE(child<SidebarDock>("sidebar")->width(), 280);
    QVERIFY(!m_window->restoreLayout(QByteArray("garbage")));
}

void TestWindowLayout::theDashboardFollowsTheWindowUntilItIsPulled()
{
    auto *dock = child<QDockWidget>("latencyDock");
    m_window->resize(1440, 900);
    QTRY_COMPARE(dock->height(), 211);
    m_window->resize(2560, 1440);
    QTRY_COMPARE(dock->height(), 319);
    m_window->resize(1440, 900);
    QTRY_COMPARE(dock->height(), 211);
    m_window->resizeDocks({dock}, {160}, Qt::Vertical);
    QTRY_COMPARE(dock->height(), 160);
    m_window->resize(2560, 1440);
    QTRY_COMPARE(m_window->height(), 1440);
    QCOMPARE(dock->height(), 160);
}

QTEST_MAIN(TestWindowLayout)
#include "tst_windowlayout.moc"
