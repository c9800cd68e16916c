// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/window/WindowBench.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/latency/LatencyDashboard.h"
#include "ui/shell/Actions.h"
#include "ui/shell/MainWindow.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>
#include <sys/stat.h>

using namespace triptych;

/// The window as a person meets it: first start, the first run, the language, and the state that comes back.
class TestWorkbench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void firstStartShowsTwoLanesOfTheDemo();
    void ctrlEnterRunsBoth();
    void theLastStateComesBack();
    void aStateThatDidNotChangeIsNotWritten();
    void aCrashCostsNoMoreThanASecond();
    void tabsComeBackInTheirOrder();
    void anUndefinedVariableStopsNothing();
    void anEmptyPromptIsSaidUntilOneRuns();
    void languageFollowsTheSettings();
    void theDashboardMakesRoomInALowWindow();
    void aFaultyPresetIsNamed();
    void aVaultPutBackIsNoticed();
    void aDamagedHistoryIsOfferedBack();

private:
    QString notice() const;

    std::unique_ptr<WindowBench> m_bench;
};

QString TestWorkbench::notice() const
{
    for (const QLabel *label : m_bench->window().findChildren<QLabel *>(QStringLiteral("noticeText"))) {
        if (label->isVisible())
            return label->text();
    }
    return {};
}

void TestWorkbench::firstStartShowsTwoLanesOfTheDemo()
{
    m_bench->open();
    QCOMPARE(m_bench->grid().count(), 2);
    QCOMPARE(m_bench->lane(0).info().address.toString(), QStringLiteral("local/demo#temperature=0"));
    QCOMPARE(m_bench->lane(1).info().address.toString(), QStringLiteral("local/demo#temperature=1"));
    QVERIFY(!m_bench->lane(0).info().badge.isEmpty());
    QCOMPARE(m_bench->session().vault().state(), VaultState::Absent);
    QCOMPARE(m_bench->window().editors().title(0), QStringLiteral("factorial.prompty"));
    QVERIFY(!m_bench->window().editors().isDirty(0));
}

void TestWorkbench::ctrlEnterRunsBoth()
{
    m_bench->open();
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->lane(0).state().hasEnded() && m_bench->lane(1).state().hasEnded(), 60'000);
    if (m_bench->lane(0).state().stage == LaneStage::Failed && !qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA"))
        QSKIP("no llama-server here");
    QCOMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    QVERIFY(m_bench->answer(0).contains(QStringLiteral("def factorial")));
    QVERIFY(m_bench->lane(0).state().metrics.firstTextMs.has_value());
    QVERIFY(!m_bench->lane(0).state().metrics.isBestFirstText); // demonstrations compete with nobody
}

void TestWorkbench::theLastStateComesBack()
{
    m_bench->open();
    const QString prompt = m_bench->window().editors().text();
    m_bench->click(m_bench->lane(1), "lane_remove");
    QCOMPARE(m_bench->grid().count(), 1);
    m_bench->click(*m_bench->window().findChild<QWidget *>(QStringLiteral("viewSwitch")), "segment1");
    QCOMPARE(m_bench->grid().answerMode(), AnswerView::Mode::Source);
    m_bench->close();
    m_bench->open();
    QCOMPARE(m_bench->grid().count(), 1);
    QCOMPARE(m_bench->lane(0).info().address.toString(), QStringLiteral("local/demo#temperature=0"));
    QCOMPARE(m_bench->grid().answerMode(), AnswerView::Mode::Source);
    QCOMPARE(m_bench->window().editors().text(), prompt); // nobody wrote in it, and yet it has no file
    QCOMPARE(m_bench->window().editors().title(0), QStringLiteral("factorial.prompty"));
    QVERIFY(!m_bench->window().editors().isDirty(0));
}

void TestWorkbench::aStateThatDidNotChangeIsNotWritten()
{
    const auto node = [this] { // each writing makes another file of the same name
        struct stat found
        {};
        return ::stat(qPrintable(m_bench->paths().sessionFile()), &found) == 0 ? found.st_ino : 0;
    };
    for (int start = 0; start < 2; ++start) { // the first makes the state
        m_bench->open();
        m_bench->close();
    }
    const ino_t written = node();
    QVERIFY(written != 0);
    m_bench->open();
    m_bench->close();
    QCOMPARE(node(), written);
    m_bench->open();
    m_bench->click(m_bench->lane(0), "lane_duplicate");
    m_bench->close();
    QVERIFY(node() != written);
}

void TestWorkbench::aCrashCostsNoMoreThanASecond()
{
    m_bench->open();
    m_bench->click(m_bench->lane(0), "lane_duplicate");
    QCOMPARE(m_bench->grid().count(), 3);
    const auto kept = [this] {
        const auto state = loadSessionState(m_bench->paths().sessionFile());
        return state ? state.value().lanes.size() : 0;
    };
    QTRY_COMPARE(kept(), 3);
    m_bench->kill();
    m_bench->open();
    QCOMPARE(m_bench->grid().count(), 3);
}

void TestWorkbench::tabsComeBackInTheirOrder()
{
    m_bench->keepLanes({}, QStringLiteral("first {{name}}"));
    m_bench->open();
    EditorTabs *editors = &m_bench->window().editors();
    editors->setVariableValue(QStringLiteral("name"), QStringLiteral("Ada"));
    m_bench->press(Qt::Key_N, Qt::ControlModifier);
    QTest::keyClicks(editors, QStringLiteral("x"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("second {{name}}"));
    editors->setVariableValue(QStringLiteral("name"), QStringLiteral("Grace"));
    QCOMPARE(editors->count(), 2);
    editors->setCurrentIndex(0);
    m_bench->close();
    m_bench->open();
    editors = &m_bench->window().editors();
    QCOMPARE(editors->count(), 2);
    QCOMPARE(editors->currentIndex(), 0);
    QVERIFY(editors->text().contains(QStringLiteral("first")));
    QCOMPARE(editors->variableValues().value(QStringLiteral("name")), QStringLiteral("Ada"));
    editors->setCurrentIndex(1);
    QVERIFY(editors->text().contains(QStringLiteral("second")));
    QCOMPARE(editors->variableValues().value(QStringLiteral("name")), QStringLiteral("Grace"));
}

void TestWorkbench::anUndefinedVariableStopsNothing()
{
    m_bench->addProvider();
    m_bench->keepLanes({QStringLiteral("test/one")});
    m_bench->server.play(beginningOf("so far", " and on"));
    m_bench->open();
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("so far"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("{{nobody}}"));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY2(notice().contains(QStringLiteral("nobody")), qPrintable(notice()));
    QVERIFY(m_bench->lane(0).state().isRunning());
    m_bench->server.release();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    QCOMPARE(m_bench->answer(0), QStringLiteral("so far and on"));
}

void TestWorkbench::anEmptyPromptIsSaidUntilOneRuns()
{
    m_bench->addProvider();
    m_bench->keepLanes({QStringLiteral("test/m")});
    m_bench->server.playAlways(answerOf("yes"));
    m_bench->open();
    m_bench->editor().setText(QString());
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    m_bench->press(Qt::Key_Return, Qt::ControlModifier); // a second time says it no second time
    QVERIFY(notice().contains(QStringLiteral("empty")));
    m_bench->editor().setText(QStringLiteral("hi"));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("yes"));
    QCOMPARE(notice(), QString());
}

void TestWorkbench::languageFollowsTheSettings()
{
    m_bench->open();
    Settings settings = m_bench->session().settings();
    settings.language = QStringLiteral("zh_CN");
    QVERIFY(m_bench->session().changeSettings(settings));
    QTRY_COMPARE(m_bench->lane(0).info().badge, QStringLiteral("演示模型：400 万参数，仅会简短的 Python"));
    settings.language = QStringLiteral("en");
    QVERIFY(m_bench->session().changeSettings(settings));
    QTRY_COMPARE(m_bench->lane(0).info().badge, QStringLiteral("demonstration: 4 M parameters, small Python only"));
}

void TestWorkbench::theDashboardMakesRoomInALowWindow()
{
    m_bench->addProvider();
    m_bench->keepLanes({QStringLiteral("test/one")});
    m_bench->server.playAlways(answerOf("done"));
    m_bench->open();
    m_bench->window().resize(1280, 720);
    auto &dashboard = *m_bench->window().findChild<LatencyDashboard *>();
    QVERIFY(!dashboard.isCollapsed()); // it says what belongs there
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(dashboard.isCollapsed());
    m_bench->click(m_bench->window(), "latencyCollapse");
    QVERIFY(!dashboard.isCollapsed());
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_bench->server.requests().size(), std::size_t(2));
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    m_bench->close();
    m_bench->open();
    QVERIFY(!m_bench->window().findChild<LatencyDashboard *>()->isCollapsed()); // the person chose
}

void TestWorkbench::aFaultyPresetIsNamed()
{
    QDir().mkpath(m_bench->paths().providersFolder());
    QFile faulty(m_bench->paths().providersFolder() + QStringLiteral("/broken.json"));
    QVERIFY(faulty.open(QIODevice::WriteOnly));
    faulty.write("{\"id\":\"broken\",\n\"dialect\":\"latin\"}");
    faulty.close();
    m_bench->open();
    QVERIFY2(notice().contains(QStringLiteral("broken.json")), qPrintable(notice()));
    QCOMPARE(m_bench->grid().count(), 2);
}

/// Somebody puts an older copy of the whole folder in place; only the settings remember.
void TestWorkbench::aVaultPutBackIsNoticed()
{
    const auto password = [] { return Secret::copyOf("correct horse battery"); };
    m_bench->open();
    Vault *vault = &m_bench->session().vault();
    vault->create(password(), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault->state(), VaultState::Unlocked, 30'000);
    const QString file = m_bench->paths().vaultFile();
    const QString copy = file + QStringLiteral(".copy");
    QVERIFY(QFile::copy(file, copy));
    vault->addKey({.provider = QStringLiteral("openai"), .origins = {QStringLiteral("https://api.openai.com:443")}},
                  Secret::copyOf("sk-canary-42"), [](const Result<> &) {});
    QTRY_COMPARE(vault->keys().size(), std::size_t(1));
    m_bench->close();
    QVERIFY(QFile::remove(file) && QFile::rename(copy, file));
    QFile::remove(file + QStringLiteral(".seen"));

    m_bench->open();
    vault = &m_bench->session().vault();
    vault->unlock(password(), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault->state(), VaultState::Unlocked, 30'000);
    QVERIFY2(notice().contains(QStringLiteral("older")), qPrintable(notice()));
}

void TestWorkbench::aDamagedHistoryIsOfferedBack()
{
    QFile history(m_bench->paths().data + QStringLiteral("/history.sqlite"));
    QVERIFY(history.open(QIODevice::WriteOnly) && history.write("this was a database once") > 0);
    history.close();
    m_bench->open();
    QTRY_VERIFY2(notice().contains(QStringLiteral("damaged")), qPrintable(notice()));
    m_bench->click(m_bench->window(), "noticeChoice0");
    QTRY_VERIFY(!notice().isEmpty() && !notice().contains(QStringLiteral("set aside"))); // what came of it is said
}

QTEST_MAIN(TestWorkbench)
#include "tst_workbench.moc"
