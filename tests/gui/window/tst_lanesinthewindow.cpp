// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/window/WindowBench.h"
#include "ui/credentials/VaultDialogs.h"
#include "ui/history/HistoryPanel.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/VaultButton.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QListView>
#include <QMenu>
#include <QTabBar>
#include <QTest>

using namespace triptych;

/// Running, stopping, failing and mending lanes in the whole window, against a provider that does what it is told.
class TestLanesInTheWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void escStopsAllAndKeepsTheText();
    void eachColumnHasItsOwnStop();
    void oneLaneRunsAgainAlone();
    void aLaneWithoutAKeyGetsOne();
    void ctrlLLocksAndTheLaneWaits();
    void theLockIconShowsTheKeys();
    void aWaitCountsDownAndMayBeEnded();
    void aLongWaitIsSatOutOnRequest();
    void aRefusedSettingIsDroppedOnRequest();
    void anEarlierRunTakesThePlaceAndGivesItBack();
    void closingKeepsWhatCame();
    void theMenusActOnTheChosenLane();
    void anAnswerIsCopiedByKeysAndMenu();
    void aCodeBlockIsCopiedByKey();

private:
    QAction *menuAction(QLatin1String name) const;
    void run() { m_bench->press(Qt::Key_Return, Qt::ControlModifier); }
    void openWithLanes(const QStringList &lanes, const QByteArray &auth = R"({"scheme":"none"})");

    std::unique_ptr<WindowBench> m_bench;
};

void TestLanesInTheWindow::openWithLanes(const QStringList &lanes, const QByteArray &auth)
{
    m_bench->addProvider(auth);
    m_bench->keepLanes(lanes);
    m_bench->open();
}

void TestLanesInTheWindow::escStopsAllAndKeepsTheText()
{
    m_bench->server.playAlways(beginningOf("partial"));
    openWithLanes({QStringLiteral("test/one"), QStringLiteral("test/two")});
    run();
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("partial"));
    QTRY_COMPARE(m_bench->answer(1), QStringLiteral("partial"));
    m_bench->press(Qt::Key_Escape);
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Cancelled);
    QTRY_COMPARE(m_bench->lane(1).state().stage, LaneStage::Cancelled);
    QCOMPARE(m_bench->answer(0), QStringLiteral("partial"));
    QTRY_COMPARE(m_bench->server.openConnections(), 0);
}

void TestLanesInTheWindow::eachColumnHasItsOwnStop()
{
    m_bench->server.playAlways(beginningOf("partial", " more"));
    openWithLanes({QStringLiteral("test/one"), QStringLiteral("test/two")});
    run();
    QTRY_COMPARE(m_bench->answer(1), QStringLiteral("partial"));
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("partial"));
    m_bench->click(m_bench->lane(0), "lane_stop");
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Cancelled);
    QVERIFY(m_bench->lane(1).state().isRunning());
    m_bench->server.release();
    QTRY_COMPARE(m_bench->lane(1).state().stage, LaneStage::Complete);
    QCOMPARE(m_bench->answer(1), QStringLiteral("partial more"));
}

void TestLanesInTheWindow::oneLaneRunsAgainAlone()
{
    m_bench->server.play(answerOf("first"));
    m_bench->server.play(answerOf("other"));
    openWithLanes({QStringLiteral("test/one"), QStringLiteral("test/two")});
    run();
    QTRY_VERIFY(m_bench->lane(0).state().stage == LaneStage::Complete
                && m_bench->lane(1).state().stage == LaneStage::Complete);
    const QString kept = m_bench->answer(1);
    m_bench->server.play(answerOf("second"));
    m_bench->click(m_bench->lane(0), "lane_run_again");
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("second"));
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    QCOMPARE(m_bench->answer(1), kept);
    QCOMPARE(m_bench->server.requests().size(), std::size_t(3));

    auto &panel = *m_bench->window().findChild<HistoryPanel *>();
    m_bench->window().findChild<QTabBar *>(QStringLiteral("sidebarTabs"))->setCurrentIndex(1);
    QTRY_COMPARE(panel.findChild<QListView *>()->model()->rowCount() >= 2, true); // the earlier attempt stays
}

void TestLanesInTheWindow::aLaneWithoutAKeyGetsOne()
{
    m_bench->server.play(answerOf("with a key"));
    openWithLanes({QStringLiteral("test/one")}, R"({"scheme":"bearer"})");
    QCOMPARE(m_bench->lane(0).state().stage, LaneStage::NoKey);
    run();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::NoKey);
    QCOMPARE(m_bench->server.connections(), 0);
    QVERIFY(m_bench->clickAction(0, "add_key"));
    QDialog *dialog = m_bench->dialog("addKeyDialog");
    m_bench->type(*dialog, "keyField", QStringLiteral("sk-canary-42"));
    m_bench->type(*dialog, "newPasswordField", QStringLiteral("correct horse battery"));
    m_bench->type(*dialog, "repeatPasswordField", QStringLiteral("correct horse battery"));
    m_bench->click(*dialog, "primaryButton");
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->session().vault().keys().size(), std::size_t(1), 30'000);
    QTRY_VERIFY(m_bench->lane(0).state().stage != LaneStage::NoKey);
    QVERIFY(m_bench->clickAction(0, "run_again")); // used at once, from where it was missing
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("with a key"));
    QVERIFY(m_bench->server.requests()[0].header("authorization").endsWith("sk-canary-42"));
}

void TestLanesInTheWindow::ctrlLLocksAndTheLaneWaits()
{
    m_bench->server.play(answerOf("after unlocking"));
    openWithLanes({QStringLiteral("test/one")}, R"({"scheme":"bearer"})");
    Vault &vault = m_bench->session().vault();
    const auto password = [] { return Secret::copyOf("correct horse battery"); };
    vault.create(password(), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultState::Unlocked, 30'000);
    vault.addKey({.provider = QStringLiteral("test"), .origins = {originOf(m_bench->server.url())}},
                 Secret::copyOf("sk-canary-42"), [](const Result<> &) {});
    QTRY_COMPARE(vault.keys().size(), std::size_t(1));
    m_bench->press(Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE(vault.state(), VaultState::Locked);
    run();
    QDialog *dialog = m_bench->dialog("unlockDialog");
    QCOMPARE(m_bench->lane(0).state().stage, LaneStage::Queued);
    QCOMPARE(m_bench->server.connections(), 0);
    m_bench->type(*dialog, "passwordField", QStringLiteral("correct horse battery"));
    m_bench->click(*dialog, "primaryButton");
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->answer(0), QStringLiteral("after unlocking"), 30'000);
}

void TestLanesInTheWindow::theLockIconShowsTheKeys()
{
    openWithLanes({QStringLiteral("test/one")});
    Vault &vault = m_bench->session().vault();
    vault.create(Secret::copyOf("correct horse battery"), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultState::Unlocked, 30'000);
    QTest::mouseClick(&m_bench->window().vaultButton(), Qt::LeftButton);
    m_bench->dialog("keysDialog")->close();
    QCOMPARE(vault.state(), VaultState::Unlocked); // looking is not locking
    vault.lock();
    QTRY_COMPARE(vault.state(), VaultState::Locked);
    QTest::mouseClick(&m_bench->window().vaultButton(), Qt::LeftButton);
    QVERIFY(m_bench->dialog("unlockDialog"));
}

void TestLanesInTheWindow::aWaitCountsDownAndMayBeEnded()
{
    m_bench->server.play({script::answer(429, R"({"error":{"message":"slow down"}})",
                                         "Retry-After: 30\r\nContent-Type: application/json\r\n")});
    openWithLanes({QStringLiteral("test/one")});
    run();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Queued);
    QTRY_VERIFY(m_bench->lane(0).state().notice.sentence.contains(QStringLiteral("slow down")));
    QVERIFY(m_bench->lane(0).state().notice.progress);
    const QString before = m_bench->lane(0).state().notice.advice;
    QTRY_VERIFY(m_bench->lane(0).state().notice.advice != before); // it counts
    QVERIFY(m_bench->clickAction(0, "give_up"));
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Failed);
    QCOMPARE(m_bench->server.requests().size(), std::size_t(1));
}

void TestLanesInTheWindow::aLongWaitIsSatOutOnRequest()
{
    m_bench->server.play({script::answer(429, R"({"error":{"message":"come back later"}})",
                                         "Retry-After: 61\r\nContent-Type: application/json\r\n")});
    m_bench->server.play(answerOf("there is room"));
    openWithLanes({QStringLiteral("test/one")});
    run();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Failed);
    QVERIFY(m_bench->clickAction(0, "wait"));
    QVERIFY(m_bench->lane(0).findChild<QAbstractButton *>(QStringLiteral("action_stop_waiting")));
    m_bench->press(Qt::Key_Escape); // stops that too
    QTRY_VERIFY(m_bench->lane(0).findChild<QAbstractButton *>(QStringLiteral("action_wait")));
    QVERIFY(m_bench->clickAction(0, "run_again"));
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("there is room"));
}

void TestLanesInTheWindow::aRefusedSettingIsDroppedOnRequest()
{
    m_bench->server.play(
        {script::answer(400, R"({"error":{"message":"invalid temperature: only 1 is allowed for this model"}})",
                        "Content-Type: application/json\r\n")});
    m_bench->server.playAlways(answerOf("fine"));
    openWithLanes({QStringLiteral("test/one#temperature=0.5")});
    run();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Failed);
    QVERIFY(m_bench->clickAction(0, "drop_parameter"));
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    QVERIFY(!m_bench->server.requests()[1].body.contains("temperature"));
    QCOMPARE(m_bench->lane(0).state().ledger.size(), std::size_t(1));
    m_bench->close();
    m_bench->open(); // it is remembered
    run();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    QCOMPARE(m_bench->server.requests().size(), std::size_t(3));
    QVERIFY(!m_bench->server.requests()[2].body.contains("temperature"));

    m_bench->click(m_bench->lane(0), "lane_settings"); // and taken back where it is seen
    auto *popup = m_bench->window().findChild<QWidget *>(QStringLiteral("laneSettings"));
    QVERIFY(popup);
    m_bench->click(*popup, "sendRefusedAgain");
    run();
    QTRY_COMPARE(m_bench->server.requests().size(), std::size_t(4));
    QVERIFY(m_bench->server.requests()[3].body.contains("\"temperature\":0.5"));
}

void TestLanesInTheWindow::anEarlierRunTakesThePlaceAndGivesItBack()
{
    m_bench->server.playAlways(answerOf("of old"));
    openWithLanes({QStringLiteral("test/one")});
    run();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    m_bench->click(m_bench->lane(0), "lane_duplicate");
    QCOMPARE(m_bench->grid().count(), 2);
    auto &panel = *m_bench->window().findChild<HistoryPanel *>();
    m_bench->window().findChild<QTabBar *>(QStringLiteral("sidebarTabs"))->setCurrentIndex(1);
    auto *list = panel.findChild<QListView *>();
    const auto isRun
        = [list](int row) { return list->model()->flags(list->model()->index(row, 0)).testFlag(Qt::ItemIsSelectable); };
    QTRY_VERIFY(list->model()->rowCount() > 0);
    int row = 0;
    while (row < list->model()->rowCount() && !isRun(row))
        ++row;
    list->setCurrentIndex(list->model()->index(row, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE(m_bench->grid().count(), 1);
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("of old"));
    QAbstractButton *back = nullptr;
    for (auto *button : m_bench->window().findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->text() == QStringLiteral("Back to my lanes"))
            back = button;
    }
    QVERIFY(back);
    QTest::mouseClick(back, Qt::LeftButton);
    QCOMPARE(m_bench->grid().count(), 2);
}

void TestLanesInTheWindow::closingKeepsWhatCame()
{
    m_bench->server.playAlways(beginningOf("half an answer"));
    openWithLanes({QStringLiteral("test/one")});
    run();
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("half an answer"));
    m_bench->close();
    m_bench->open();
    std::optional<RunDetail> run;
    m_bench->session().history().list({}, this, [&](const Result<std::vector<RunSummary>> &runs) {
        QVERIFY(runs && runs.value().size() == 1);
        m_bench->session().history().detail(runs.value()[0].id, this,
                                            [&](const Result<RunDetail> &detail) { run = detail.value(); });
    });
    QTRY_VERIFY(run);
    QCOMPARE(run->lanes[0].outcome, LaneOutcome::Cancelled); // and not a crash
    QCOMPARE(run->lanes[0].text, QStringLiteral("half an answer"));
}

void TestLanesInTheWindow::theMenusActOnTheChosenLane()
{
    m_bench->server.playAlways(answerOf("the answer"));
    openWithLanes({QStringLiteral("test/one"), QStringLiteral("test/two")});
    m_bench->press(Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier); // one goes to the right
    QCOMPARE(m_bench->grid().slotOrder(), (std::vector<int> {1, 0}));
    m_bench->press(Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier); // there is no further
    QCOMPARE(m_bench->grid().slotOrder(), (std::vector<int> {1, 0}));
    m_bench->press(Qt::Key_F5);
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("the answer"));
    QVERIFY(m_bench->answer(1).isEmpty()); // that one alone
    QGuiApplication::clipboard()->clear();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    m_bench->press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("the answer"));
    m_bench->press(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_bench->grid().count(), 1);
    m_bench->close();
    m_bench->open();
    QCOMPARE(m_bench->lane(0).info().address.name(), QStringLiteral("test/two"));
}

QAction *TestLanesInTheWindow::menuAction(QLatin1String name) const
{
    for (const QMenu *menu : m_bench->window().findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (action->objectName() == name)
                return action;
        }
    }
    return nullptr;
}

void TestLanesInTheWindow::anAnswerIsCopiedByKeysAndMenu()
{
    m_bench->server.playAlways(answerOf("one **two**"));
    openWithLanes({QStringLiteral("test/one")});
    run();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    AnswerView &answer = m_bench->lane(0).answer();
    const auto clickInto = [&answer] { QTest::mouseClick(answer.viewport(), Qt::LeftButton, {}, QPoint(30, 16)); };
    QApplication::clipboard()->setText(QStringLiteral("before"));
    clickInto();
    QVERIFY(answer.hasFocus());
    m_bench->press(Qt::Key_A, Qt::ControlModifier);
    m_bench->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("one **two**"));

    QApplication::clipboard()->setText(QStringLiteral("before"));
    clickInto();
    QVERIFY(answer.selectedSource().isEmpty());
    menuAction(QLatin1String("select_all"))->trigger();
    menuAction(QLatin1String("copy"))->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("one **two**"));
}

void TestLanesInTheWindow::aCodeBlockIsCopiedByKey()
{
    m_bench->server.playAlways(answerOf(R"(Look:\n\n```python\nx = 1\n```\n)"));
    openWithLanes({QStringLiteral("test/one")});
    QApplication::clipboard()->setText(QStringLiteral("before"));
    m_bench->press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before")); // there is no answer yet
    run();
    QTRY_COMPARE(m_bench->lane(0).state().stage, LaneStage::Complete);
    QTRY_VERIFY(m_bench->lane(0).answer().hasCode());
    m_bench->press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("x = 1"));
}

QTEST_MAIN(TestLanesInTheWindow)
#include "tst_lanesinthewindow.moc"
