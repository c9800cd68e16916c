// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/window/WindowBench.h"
#include "tests/support/HistoryAnswers.h"
#include "ui/shell/LogDialog.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/TriptychStyle.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QScopeGuard>
#include <QTabBar>
#include <QTest>

using namespace triptych;

/// The menus offer what can be done now, under its name.
class TestMenus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void theVaultIsLockedOrUnlocked();
    void onlyAChosenRunIsDeleted();
    void theLogIsCopied();

private:
    QAction &action(const char *name) const
    {
        for (QAction *menu : m_bench->window().findChild<QMenuBar *>()->actions()) {
            for (QAction *each : menu->menu()->actions()) {
                if (each->objectName() == QLatin1String(name))
                    return *each;
            }
        }
        qFatal("no %s", name);
    }

    std::unique_ptr<WindowBench> m_bench;
};

void TestMenus::theVaultIsLockedOrUnlocked()
{
    m_bench->open();
    QVERIFY(!action("lock_vault").isEnabled()); // there is none
    Vault &vault = m_bench->session().vault();
    vault.create(Secret::copyOf("correct horse battery"), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultState::Unlocked, 30'000);
    QVERIFY(action("lock_vault").isEnabled());
    QCOMPARE(action("lock_vault").text(), QStringLiteral("Lock the vault"));
    action("lock_vault").trigger();
    QTRY_COMPARE(vault.state(), VaultState::Locked);
    QCOMPARE(action("lock_vault").text(), QStringLiteral("Unlock the vault…"));
    action("lock_vault").trigger();
    QVERIFY(m_bench->dialog("unlockDialog"));
}

void TestMenus::onlyAChosenRunIsDeleted()
{
    m_bench->open();
    QVERIFY(!action("delete_run").isEnabled());
    tellWholeRun(m_bench->session().history(), 1, QStringLiteral("user:\nsomething"), QStringLiteral("answer"),
                 QDateTime::currentDateTimeUtc());
    m_bench->window().findChild<QTabBar *>(QStringLiteral("sidebarTabs"))->setCurrentIndex(1);
    auto *list = m_bench->window().findChild<QListView *>(QStringLiteral("historyList"));
    QTRY_VERIFY(list->model()->rowCount() > 1);
    QVERIFY(!action("delete_run").isEnabled());
    list->setCurrentIndex(list->model()->index(1, 0));
    QVERIFY(action("delete_run").isEnabled());
}

void TestMenus::theLogIsCopied()
{
    const Theme theme;
    QApplication::setStyle(new TriptychStyle(theme));
    const auto plain = qScopeGuard([] { QApplication::setStyle(QStringLiteral("fusion")); });
    LogDialog log(theme, QStringLiteral("one\ntwo\n"));
    log.show();
    WindowBench::click(log, "serverLogCopy");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("one\ntwo\n"));
    const LogDialog silent(theme, {});
    QVERIFY(!silent.findChild<QAbstractButton *>(QStringLiteral("serverLogCopy"))->isEnabled());
}

QTEST_MAIN(TestMenus)
#include "tst_menus.moc"
