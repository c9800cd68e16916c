// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/lanes/LaneExamples.h"
#include "tests/support/ManualClock.h"
#include "ui/lanes/LaneTicker.h"
#include "ui/lanes/LaneTranscript.h"
#include "ui/lanes/LaneView.h"
#include "ui/lanes/LedgerText.h"
#include "ui/shell/Theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QHelpEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>
#include <QToolTip>

using namespace triptych;

/// Each state of a lane, as a person meets it.
class TestLaneView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dress(m_theme); }
    void init() { failOnWarnings(); }

    void showsEachState_data();
    void showsEachState();
    void offersWhatTheStageAllows_data();
    void offersWhatTheStageAllows();
    void actionsComeOutById();
    void copiesTheAnswerWithoutReasoning();
    void reasoningFoldsAtTheFirstText();
    void reasoningStaysAsThePersonLeftIt();
    void clockTicksOnlyWhileSomethingRuns();
    void streamsAsSourceAndRendersAtTheEnd();
    void failureDetailsAreCopiedTogether();
    void saysWhatWasNotSentAsAsked();
    void notesStandInTheNotice();
    void buttonsStayInSight_data();
    void buttonsStayInSight();
    void reasoningIsRenderedOnceAtItsEnd();

private:
    std::unique_ptr<LaneView> show(const LaneExample &lane, QSize size);

    Theme m_theme;
    ManualClock m_clock;
    LaneTicker m_ticker {m_clock};
};

std::unique_ptr<LaneView> TestLaneView::show(const LaneExample &lane, QSize size)
{
    auto view = std::make_unique<LaneView>(m_theme, m_ticker, lane.info);
    view->resize(size);
    view->setChosen(lane.isChosen);
    view->setText(lane.text, lane.reasoning);
    view->setState(lane.state);
    view->show();
    if (lane.isChosen && !lane.state.notice.actions.empty()) {
        const QString id = QLatin1String("action_") + lane.state.notice.actions.front().id;
        view->activateWindow();
        view->findChild<QAbstractButton *>(id)->setFocus();
    }
    return view;
}

void TestLaneView::showsEachState_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : laneExampleNames)
        QTest::addRow("%s", qPrintable(name)) << name;
}

void TestLaneView::showsEachState()
{
    QFETCH(const QString, name);
    const LaneExample lane = laneExample(name);
    for (const int width : {300, 333, 480, 760}) {
        const auto view = show(lane, QSize(width, 383));
        if (!lane.text.isEmpty() && lane.state.hasEnded())
            QTRY_VERIFY(view->answer().isRenderedShown());
        for (const AnswerView *text : view->findChildren<AnswerView *>())
            QTRY_VERIFY(text->isLaidOut());
        QCoreApplication::sendPostedEvents(); // the parts make room for what was laid out
        const QPixmap picture = view->grab();
        QCOMPARE(picture.size(), QSize(width, 383));
        const QString folder = qEnvironmentVariable("TRIPTYCH_GRAB_DIR");
        if (!folder.isEmpty())
            picture.save(QDir(folder).filePath(QStringLiteral("%1-%2.png").arg(name).arg(width)));
    }
}

void TestLaneView::offersWhatTheStageAllows_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("buttons");
    const auto row = [](const char *name, const QStringList &buttons) {
        QTest::newRow(name) << QString::fromLatin1(name) << buttons;
    };
    row("ready", {});
    row("queued", {QStringLiteral("lane_stop")});
    row("waiting", {QStringLiteral("lane_stop")});
    row("writing", {QStringLiteral("lane_stop")});
    row("done", {QStringLiteral("lane_copy"), QStringLiteral("lane_run_again")});
    row("incomplete", {QStringLiteral("lane_copy"), QStringLiteral("lane_run_again")});
    row("failed401", {QStringLiteral("lane_run_again")});
    row("nokey", {});
}

void TestLaneView::offersWhatTheStageAllows()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, buttons);
    const auto view = show(laneExample(name), QSize(333, 383));
    QStringList shown;
    for (const char *id : {"lane_copy", "lane_run_again", "lane_stop"}) {
        if (view->findChild<QAbstractButton *>(QLatin1String(id))->isVisible())
            shown.append(QLatin1String(id));
    }
    QCOMPARE(shown, buttons);
    for (const auto *button : view->findChildren<QAbstractButton *>()) {
        QVERIFY2(!button->objectName().isEmpty(), "a button without a name");
        QVERIFY2(!button->isVisible() || !button->accessibleName().isEmpty(), qPrintable(button->objectName()));
    }
}

void TestLaneView::actionsComeOutById()
{
    const auto view = show(laneExample(QStringLiteral("failed401")), QSize(333, 383));
    QSignalSpy triggered(view.get(), &LaneView::actionTriggered);
    for (const char *button :
         {"action_replace_key", "lane_run_again", "lane_settings", "lane_duplicate", "lane_remove"})
        QTest::mouseClick(view->findChild<QAbstractButton *>(QLatin1String(button)), Qt::LeftButton);
    QStringList ids;
    for (const auto &arguments : triggered)
        ids.append(arguments.front().toString());
    const QStringList expected {QStringLiteral("replace_key"), QStringLiteral("run_again"), QStringLiteral("settings"),
                                QStringLiteral("duplicate"), QStringLiteral("remove")};
    QCOMPARE(ids, expected);
}

void TestLaneView::copiesTheAnswerWithoutReasoning()
{
    LaneExample lane = laneExample(QStringLiteral("done"));
    lane.reasoning = reasoningText;
    const auto view = show(lane, QSize(333, 383));
    QTest::mouseClick(view->findChild<QAbstractButton *>(QStringLiteral("lane_copy")), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), doneAnswer);
}

void TestLaneView::reasoningFoldsAtTheFirstText()
{
    const auto view = show(laneExample(QStringLiteral("reasoning")), QSize(333, 383));
    auto *fold = view->findChild<QAbstractButton *>(QStringLiteral("reasoningFold"));
    auto *reasoning = view->findChild<QWidget *>(QStringLiteral("reasoning"));
    QVERIFY(fold->isVisible() && reasoning->isVisible());
    view->transcript().append({ReasoningDelta {QStringLiteral(" through")}, TextDelta {QStringLiteral("So")}});
    view->transcript().flush();
    QVERIFY(fold->isVisible());
    QVERIFY(!reasoning->isVisible());
    QVERIFY(view->reasoning().endsWith(QStringLiteral(" through")));
    LaneViewState state = view->state();
    state.stage = LaneStage::Writing;
    state.reasoningMs = 12'400;
    state.reasoningTokens = 1830;
    view->setState(state);
    QCOMPARE(fold->text().simplified(), QStringLiteral("Reasoned 12.4 s · 1,830 tokens"));
}

void TestLaneView::reasoningStaysAsThePersonLeftIt()
{
    const auto view = show(laneExample(QStringLiteral("reasoning")), QSize(333, 383));
    auto *fold = view->findChild<QAbstractButton *>(QStringLiteral("reasoningFold"));
    QTest::mouseClick(fold, Qt::LeftButton); // folded by hand
    QTest::mouseClick(fold, Qt::LeftButton); // and opened again
    view->transcript().appendText(QStringLiteral("So"));
    view->transcript().flush();
    QVERIFY(fold->isChecked());
}

void TestLaneView::clockTicksOnlyWhileSomethingRuns()
{
    QVERIFY(!m_ticker.isTicking());
    {
        const auto view = show(laneExample(QStringLiteral("waiting")), QSize(333, 383));
        QVERIFY(m_ticker.isTicking());
        const double before = view->elapsedMs();
        QSignalSpy ticks(&m_ticker, &LaneTicker::ticked);
        m_clock.advance(3 * LaneTicker::interval);
        QCOMPARE(view->elapsedMs(), before + 300);
        QCOMPARE(ticks.count(), 3);
        view->setState(stateOf(LaneStage::Complete, 5000));
        QVERIFY(!m_ticker.isTicking());
        QCOMPARE(view->elapsedMs(), 5000.0);
        view->setState(stateOf(LaneStage::Waiting, 0));
    }
    QVERIFY(!m_ticker.isTicking()); // a lane that goes away stops its clock
}

void TestLaneView::streamsAsSourceAndRendersAtTheEnd()
{
    const auto view = show(laneExample(QStringLiteral("done")), QSize(333, 383));
    QTRY_VERIFY(view->answer().isRenderedShown());
    view->setText({}, {});
    view->setState(stateOf(LaneStage::Writing, 10));
    view->transcript().appendText(QStringLiteral("**a"));
    view->transcript().flush();
    QCOMPARE(view->answer().mode(), AnswerView::Mode::Source);
    view->transcript().appendText(QStringLiteral("**"));
    view->setState(stateOf(LaneStage::Complete, 20)); // what waits is shown before the end
    QCOMPARE(view->text(), QStringLiteral("**a**"));
    QTRY_VERIFY(view->answer().isRenderedShown());
}

void TestLaneView::failureDetailsAreCopiedTogether()
{
    const auto view = show(laneExample(QStringLiteral("failed401")), QSize(333, 383));
    auto *fold = view->findChild<QAbstractButton *>(QStringLiteral("detailsFold"));
    auto *body = view->findChild<QWidget *>(QStringLiteral("details"));
    QVERIFY(!body->isVisible());
    QTest::mouseClick(fold, Qt::LeftButton);
    QVERIFY(body->isVisible());
    QTest::mouseClick(view->findChild<QAbstractButton *>(QStringLiteral("detailsFold_copy")), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), view->state().details.copied);
}

void TestLaneView::saysWhatWasNotSentAsAsked()
{
    const LaneExample lane = laneExample(QStringLiteral("clamped"));
    QCOMPARE(ledgerLabel(lane.state.ledger), QStringLiteral("temperature not sent, max tokens 8192 sent"));
    const auto view = show(lane, QSize(333, 383));
    const QString why = QStringLiteral("temperature 0.7\nmax tokens 8192 sent: the protocol demands a maximum\n"
                                       "temperature 0.7 asked, not sent: not possible while the model reasons");
    auto *head = view->findChild<QWidget *>(QStringLiteral("laneHead"));
    QCOMPARE(head->accessibleDescription(), why); // with what the head itself leaves out for the ledger's sake
    QCOMPARE(view->settingsAnchor()->accessibleDescription(), why); // where the keyboard comes by
    QHelpEvent help(QEvent::ToolTip, QPoint(60, 20), head->mapToGlobal(QPoint(60, 20)));
    QApplication::sendEvent(head, &help);
    QVERIFY(QToolTip::text().contains(QStringLiteral("not sent: not possible while the model reasons")));
    QToolTip::hideText();
}

void TestLaneView::notesStandInTheNotice()
{
    const auto view = show(laneExample(QStringLiteral("clamped")), QSize(333, 383));
    auto *notice = view->findChild<QWidget *>(QStringLiteral("laneNotice"));
    QVERIFY(notice->isVisible());
    QCOMPARE(notice->accessibleName(),
             QStringLiteral("This answer is not in the history yet. One damaged part of the answer was skipped."));
    const int both = notice->height();
    LaneViewState state = view->state();
    state.notice.notes.removeLast();
    view->setState(state);
    QVERIFY(notice->height() < both);
}

void TestLaneView::buttonsStayInSight_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"failed401", "failed429", "nokey"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// In a low window the words scroll.
void TestLaneView::buttonsStayInSight()
{
    QFETCH(const QString, name);
    LaneExample lane = laneExample(name);
    lane.state.notice.advice = lane.state.notice.advice.repeated(6);
    const auto view = show(lane, QSize(333, 200));
    QVERIFY(!view->state().notice.actions.empty());
    for (const LaneAction &action : view->state().notice.actions) {
        const auto *button = view->findChild<QAbstractButton *>(QLatin1String("action_") + action.id);
        QCOMPARE(button->visibleRegion().boundingRect(), button->rect());
    }
    const auto *words = view->findChild<QScrollArea *>(QStringLiteral("laneNoticeWords"));
    QVERIFY(words->height() > 0 && words->verticalScrollBar()->maximum() > 0);
}

void TestLaneView::reasoningIsRenderedOnceAtItsEnd()
{
    const auto view = show(laneExample(QStringLiteral("reasoning")), QSize(333, 383));
    auto *reasoning = view->findChild<AnswerView *>(QStringLiteral("reasoning"));
    view->transcript().append({ReasoningDelta {QStringLiteral("; `a` and **b**")}});
    view->transcript().flush();
    // A parser that had been asked is at its end by then, and its document on the way here.
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(!reasoning->isRenderedShown());
    const QString last = reasoning->flow().blocks().back().pieces.front().text;
    QVERIFY(last.startsWith(
        QStringLiteral("Edge cases: the empty text must fail, and so must a bare number. fullmatch rather")));
    QVERIFY(last.endsWith(QStringLiteral("; a and **b**")));
    reasoning->selectAll();
    QCOMPARE(reasoning->selectedSource(), view->reasoning());
    view->transcript().appendText(QStringLiteral("So"));
    view->transcript().flush();
    view->setState(stateOf(LaneStage::Writing, 2000));
    QTRY_VERIFY(reasoning->isRenderedShown());
}

QTEST_MAIN(TestLaneView)
#include "tst_laneview.moc"
