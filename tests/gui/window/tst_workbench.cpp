// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/Session.h"
#include "app/window/Workbench.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/shell/Actions.h"
#include "ui/shell/MainWindow.h"

#include <QAbstractButton>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

/// The window as a person meets it: first start, run, settings of the session that come back.
class TestWorkbench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void firstStartShowsTwoLanesOfTheDemo();
    void ctrlEnterRunsBothAndEscWouldStop();
    void theLastStateComesBack();
    void anEmptyPromptIsNamed();
    void languageFollowsTheSettings();

private:
    void open();
    void close();
    LaneGrid &grid() const { return *m_workbench->window().findChild<LaneGrid *>(); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Workbench> m_workbench;
};

void TestWorkbench::init()
{
    close();
    m_home = std::make_unique<QTemporaryDir>();
    open();
}

void TestWorkbench::open()
{
    Paths paths = Paths::forHome(m_home->path());
    paths.share = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/triptych");
    QVERIFY(paths.makeFolders());
    const auto settings = loadSettings(paths.settingsFile());
    QVERIFY(settings);
    m_session = std::make_unique<Session>(paths, settings.value(), KeyRing::WhenLocked::Wait);
    m_workbench = std::make_unique<Workbench>(*m_session);
    m_workbench->show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_workbench->window()));
}

void TestWorkbench::close()
{
    if (m_workbench)
        m_workbench->window().close();
    m_workbench.reset();
    m_session.reset();
}

void TestWorkbench::firstStartShowsTwoLanesOfTheDemo()
{
    QCOMPARE(grid().count(), 2);
    QCOMPARE(grid().lane(0)->info().address.toString(), QStringLiteral("local/demo#temperature=0"));
    QCOMPARE(grid().lane(1)->info().address.toString(), QStringLiteral("local/demo#temperature=1"));
    QVERIFY(!grid().lane(0)->info().badge.isEmpty());
    QCOMPARE(m_session->vault().state(), VaultState::Absent);
}

void TestWorkbench::ctrlEnterRunsBothAndEscWouldStop()
{
    QTest::keyClick(&m_workbench->window(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(grid().lane(0)->state().isRunning() || grid().lane(0)->state().hasEnded());
    QTRY_VERIFY_WITH_TIMEOUT(grid().lane(0)->state().hasEnded() && grid().lane(1)->state().hasEnded(), 60'000);
    if (grid().lane(0)->state().stage == LaneStage::Failed && !qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA"))
        QSKIP("no llama-server here");
    QCOMPARE(grid().lane(0)->state().stage, LaneStage::Complete);
    QVERIFY(grid().lane(0)->text().contains(QStringLiteral("def factorial")));
    QVERIFY(grid().lane(0)->state().metrics.firstTextMs.has_value());
    QVERIFY(!grid().lane(0)->state().metrics.isBestFirstText); // demonstrations compete with nobody
}

void TestWorkbench::theLastStateComesBack()
{
    grid().lane(1)->actionTriggered(QStringLiteral("remove"));
    QCOMPARE(grid().count(), 1);
    close();
    open();
    QCOMPARE(grid().count(), 1);
    QCOMPARE(grid().lane(0)->info().address.toString(), QStringLiteral("local/demo#temperature=0"));
}

void TestWorkbench::anEmptyPromptIsNamed()
{
    auto &window = m_workbench->window();
    QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
    QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!grid().lane(0)->state().isRunning());
}

void TestWorkbench::languageFollowsTheSettings()
{
    Settings settings = m_session->settings();
    settings.language = QStringLiteral("zh_CN");
    QVERIFY(m_session->changeSettings(settings));
    QTRY_COMPARE(grid().lane(0)->info().badge, QStringLiteral("演示模型：400 万参数，仅会简短的 Python"));
    settings.language = QStringLiteral("en");
    QVERIFY(m_session->changeSettings(settings));
    QTRY_COMPARE(grid().lane(0)->info().badge, QStringLiteral("demonstration: 4 M parameters, small Python only"));
}

QTEST_MAIN(TestWorkbench)
#include "tst_workbench.moc"
