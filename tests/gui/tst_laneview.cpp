// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/LedgerReason.h"
#include "ui/lanes/FoldHeader.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/lanes/LaneHead.h"
#include "ui/lanes/LaneTranscript.h"
#include "ui/lanes/LedgerText.h"
#include "ui/lanes/MetricStrip.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QHelpEvent>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace triptych;

namespace {

LaneSlotInfo slotInfo(int slot, const QString &address)
{
    LaneSlotInfo info;
    info.slot = slot;
    info.address = LaneAddress::parse(address).value();
    if (info.address.provider == QLatin1String("local")) {
        info.badge = QStringLiteral("demonstration: 4 M parameters, small Python only");
        info.badgeLinks = {{QStringLiteral("get_model"), QStringLiteral("Get a real model"), {}, false},
                           {QStringLiteral("add_key"), QStringLiteral("Add a key"), {}, false}};
    }
    return info;
}

const QString partialCode
    = QStringLiteral("```python\nimport re\n\nPART = re.compile(\n    r\"(?:(\\d+)h)?\\s*\"\n    r\"(?:(\\d+)m)?");
const QString doneAnswer = QStringLiteral(
    "```python\ntotal = 0\nfor n, unit in parts:\n    total += n * SECONDS[unit]\nreturn total\n```\n\n"
    "Each unit is looked up in `SECONDS`, so:\n\n- **missing units** add nothing;\n"
    "- an unknown unit raises `KeyError`,\n  which the caller turns into `ValueError`.\n");
const QString reasoningText
    = QStringLiteral("The text may hold hours, minutes and seconds, each at most once and in this order. One regular "
                     "expression with three optional groups covers it.\n\nEdge cases: the empty text must fail, and so "
                     "must a bare number. `fullmatch` rather than `match`, or a trailing unit would slip");

LaneMetrics metrics(double firstText, double speed, qint64 in, qint64 out, double usd)
{
    return {firstText, speed, in, out, usd, false, false, false};
}

LaneViewState stateOf(LaneStage stage, double elapsed)
{
    LaneViewState state;
    state.stage = stage;
    state.elapsedMs = elapsed;
    return state;
}

struct Example
{
    LaneSlotInfo info;
    LaneViewState state;
    QString text, reasoning;
    bool isChosen = false;
};

Example example(const QString &name)
{
    Example lane;
    LaneViewState &state = lane.state;
    if (name == QLatin1String("waiting")) {
        lane.info = slotInfo(2, QStringLiteral("openai/gpt-6.2-sol"));
        state = stateOf(LaneStage::Waiting, 5235);
        state.timing = {0.398, 29, 64.1, 64.5, 295};
        state.forecast = {31, 5380, 600'000};
    } else if (name == QLatin1String("reasoning")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-opus-5-5"));
        state = stateOf(LaneStage::Reasoning, 1840);
        state.reasoningTokens = 110;
        state.metrics = {std::nullopt, 90.8, 102, 110, 0.00261};
        lane.reasoning = reasoningText;
    } else if (name == QLatin1String("writing")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-opus-5-5"));
        state = stateOf(LaneStage::Writing, 4010);
        state.reasoningMs = 2310;
        state.reasoningTokens = 214;
        state.metrics = metrics(2950, 73.6, 102, 293, 0.00627);
        lane.reasoning = reasoningText;
        lane.text = partialCode
            + QStringLiteral(
                        "\\s*\"\n    r\"(?:(\\d+)s)?\")\n\ndef parse_duration(text):\n    match = PART.fullmatch(text");
    } else if (name == QLatin1String("done")) {
        lane.info = slotInfo(2, QStringLiteral("openai/gpt-6.2-sol"));
        state = stateOf(LaneStage::Complete, 2410);
        state.metrics = metrics(640, 60.5, 102, 108, 0.00128);
        state.metrics.isBestFirstText = state.metrics.isBestCost = true;
        lane.text = doneAnswer;
    } else if (name == QLatin1String("incomplete")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-sonnet-5-5"));
        state = stateOf(LaneStage::Incomplete, 32200);
        state.metrics = metrics(1120, 58.3, 102, 64, 0.000844);
        state.notice.sentence
            = QStringLiteral("No bytes for 30 s. The end marker never came, so the answer is cut off here.");
        state.notice.actions
            = {{QStringLiteral("run_again"), QStringLiteral("Run again"), QStringLiteral("again"), true},
               {QStringLiteral("wait_longer"), QStringLiteral("Keep waiting longer"), {}, false}};
        lane.text = partialCode;
    } else if (name == QLatin1String("failed401")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-opus-5-5"));
        state = stateOf(LaneStage::Failed, 214);
        state.httpStatus = 401;
        state.notice.sentence = QStringLiteral("“invalid x-api-key”");
        state.notice.advice
            = QStringLiteral("Anthropic refused the key that ends in Qf3A. Replace it, or use another one.");
        state.notice.actions
            = {{QStringLiteral("replace_key"), QStringLiteral("Replace key"), QStringLiteral("key"), true},
               {QStringLiteral("run_again"), QStringLiteral("Retry"), QStringLiteral("again"), false}};
        state.details = {QStringLiteral("401 · req_011CVx7Qk2 · raw body"),
                         QStringLiteral("{\"error\":{\"message\":\"invalid x-api-key\"}}"),
                         QStringLiteral("401\nreq_011CVx7Qk2\n{\"error\":{\"message\":\"invalid x-api-key\"}}")};
        lane.isChosen = true;
    } else if (name == QLatin1String("failed429")) {
        lane.info = slotInfo(2, QStringLiteral("openai/gpt-6.2-sol"));
        state = stateOf(LaneStage::Failed, 188);
        state.httpStatus = 429;
        state.notice.sentence = QStringLiteral("“Rate limit reached for gpt-6.2-sol on tokens per min: Limit 30000, "
                                               "Used 29114, Requested 1620. Please try again in 32s.”");
        state.notice.advice
            = QStringLiteral("The limit belongs to the organization of this key. There is room again in 21 s.");
        state.notice.progress = {11, 32, {}, {}};
        state.notice.actions
            = {{QStringLiteral("wait"), QStringLiteral("Wait 21 s"), QStringLiteral("history"), false},
               {QStringLiteral("run_again"), QStringLiteral("Retry now"), QStringLiteral("again"), false}};
        state.details = {QStringLiteral("429 · req_8f02c1e5 · raw body"), QStringLiteral("{}"), QStringLiteral("429")};
    } else if (name == QLatin1String("nokey")) {
        lane.info = slotInfo(3, QStringLiteral("mistral/codestral-2508"));
        state = stateOf(LaneStage::NoKey, 0);
        state.notice.sentence = QStringLiteral("Mistral needs a key.");
        state.notice.advice = QStringLiteral("It is stored encrypted in the vault and sent to api.mistral.ai only.");
        state.notice.actions = {{QStringLiteral("add_key"), QStringLiteral("Add key"), QStringLiteral("key"), true},
                                {QStringLiteral("use_env"), QStringLiteral("Use MISTRAL_API_KEY"), {}, false}};
    } else if (name == QLatin1String("cancelled")) {
        lane.info = slotInfo(4, QStringLiteral("deepseek/deepseek-v4-pro"));
        state = stateOf(LaneStage::Cancelled, 1930);
        state.metrics = metrics(731, 33.4, 102, 41, 0.000148);
        state.notice.advice
            = QStringLiteral("Stopped after 41 tokens; the connection is closed. About $0.000148 is billed.");
        state.notice.actions
            = {{QStringLiteral("run_again"), QStringLiteral("Run again"), QStringLiteral("again"), false}};
        lane.text = QStringLiteral("def parse_duration(text):\n    total = 0\n    for number, unit in re.findall(\n    "
                                   "        r\"(\\d+)([hms])\", te");
    } else if (name == QLatin1String("queued")) {
        lane.info = slotInfo(0, QStringLiteral("local/demo"));
        state = stateOf(LaneStage::Queued, 72'000);
        state.notice.sentence = QStringLiteral("llama-server is being built, once for this user.");
        state.notice.advice = QStringLiteral("The run waits and starts by itself. Other lanes do not wait.");
        state.notice.progress = {148, 389, QStringLiteral("148 of 389 files"), QStringLiteral("about 7 min left")};
        state.notice.actions
            = {{QStringLiteral("show_log"), QStringLiteral("Show the log"), {}, false},
               {QStringLiteral("other_server"), QStringLiteral("Use another llama-server"), {}, false}};
    } else if (name == QLatin1String("ready")) {
        lane.info = slotInfo(0, QStringLiteral("local/demo#temperature=0"));
        state = stateOf(LaneStage::Ready, 0);
        state.notice.advice = QStringLiteral("The answer at temperature 0 appears here.");
        state.notice.showsRunKeys = true;
        lane.isChosen = true;
    } else if (name == QLatin1String("demo")) {
        lane.info = slotInfo(0, QStringLiteral("local/demo#temperature=0"));
        state = stateOf(LaneStage::Complete, 158);
        state.bareCodeLanguage = QStringLiteral("python");
        state.metrics = metrics(41.3, 557, 131, 66, 0);
        lane.text = QStringLiteral(
            "def parse_duration(text):\n    \"\"\"Parse a duration.\"\"\"\n    if not text:\n        return None\n"
            "    value = text.split(\" \")\n    return int(value[0])\n");
    } else if (name == QLatin1String("dropped")) {
        lane.info = slotInfo(10, QStringLiteral("openai/gpt-6.2-sol"));
        state = stateOf(LaneStage::Waiting, 900);
        state.ledger
            = {{QStringLiteral("temperature"), QStringLiteral("0.7"), {}, QString(ledger_reason::refusedByModel)}};
    } else if (name == QLatin1String("clamped")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-opus-5-5#temperature=0.7"));
        state = stateOf(LaneStage::Complete, 900);
        state.ledger
            = {{QStringLiteral("max_tokens"), {}, QStringLiteral("8192"), QString(ledger_reason::demandedMaximum)},
               {QStringLiteral("temperature"), QStringLiteral("0.7"), {}, QString(ledger_reason::whileReasoning)}};
        state.notice.notes = {QStringLiteral("This answer is not in the history yet."),
                              QStringLiteral("One damaged part of the answer was skipped.")};
        lane.text = doneAnswer;
    }
    return lane;
}

const QStringList allStates {QStringLiteral("waiting"),   QStringLiteral("reasoning"),  QStringLiteral("writing"),
                             QStringLiteral("done"),      QStringLiteral("incomplete"), QStringLiteral("failed401"),
                             QStringLiteral("failed429"), QStringLiteral("nokey"),      QStringLiteral("cancelled"),
                             QStringLiteral("queued"),    QStringLiteral("ready"),      QStringLiteral("demo"),
                             QStringLiteral("dropped"),   QStringLiteral("clamped")};

} // namespace

/// Each state of a lane, as a person meets it.
class TestLaneView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
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
    void lanesShareTheWidth_data();
    void lanesShareTheWidth();
    void oneLaneIsChosen();
    void lanesCanBeMovedAndRemoved();
    void saysWhatWasNotSentAsAsked();
    void notesStandInTheNotice();
    void reasoningIsRenderedOnceAtItsEnd();
    void firstToggleRendersWhatRuns();

private:
    std::unique_ptr<LaneView> show(const Example &lane, QSize size);

    Theme m_theme;
    LaneTicker m_ticker;
};

void TestLaneView::initTestCase()
{
    // The faces of the pictures, where the machine has them.
    Theme::Fonts fonts;
    fonts.interfaceFamily = QStringLiteral("Noto Sans");
    fonts.fixedFamily = QStringLiteral("JetBrains Mono");
    const QString wish = qEnvironmentVariable("TRIPTYCH_GRAB_THEME");
    fonts.isChinese = wish.contains(QLatin1String("zh"));
    m_theme.setFonts(fonts);
    if (wish.contains(QLatin1String("dark")))
        m_theme.setKind(Theme::Kind::Dark);
    else if (wish.contains(QLatin1String("contrast")))
        m_theme.setKind(Theme::Kind::HighContrast);
    QApplication::setStyle(new TriptychStyle(m_theme));
}

void TestLaneView::init()
{
    // Popups ask for what the offscreen platform cannot do.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

std::unique_ptr<LaneView> TestLaneView::show(const Example &lane, QSize size)
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
    for (const QString &name : allStates)
        QTest::addRow("%s", qPrintable(name)) << name;
}

void TestLaneView::showsEachState()
{
    QFETCH(const QString, name);
    const Example lane = example(name);
    for (const int width : {300, 333, 480, 760}) {
        const auto view = show(lane, QSize(width, 383));
        if (!lane.text.isEmpty() && lane.state.hasEnded())
            QTRY_VERIFY(view->answer().isRenderedShown());
        QTest::qWait(20);
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
    const auto view = show(example(name), QSize(333, 383));
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
    const auto view = show(example(QStringLiteral("failed401")), QSize(333, 383));
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
    Example lane = example(QStringLiteral("done"));
    lane.reasoning = reasoningText;
    const auto view = show(lane, QSize(333, 383));
    QTest::mouseClick(view->findChild<QAbstractButton *>(QStringLiteral("lane_copy")), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), doneAnswer);
}

void TestLaneView::reasoningFoldsAtTheFirstText()
{
    const auto view = show(example(QStringLiteral("reasoning")), QSize(333, 383));
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
    const auto view = show(example(QStringLiteral("reasoning")), QSize(333, 383));
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
        const auto view = show(example(QStringLiteral("waiting")), QSize(333, 383));
        QVERIFY(m_ticker.isTicking());
        const double before = view->elapsedMs();
        QTRY_VERIFY(view->elapsedMs() > before);
        view->setState(stateOf(LaneStage::Complete, 5000));
        QVERIFY(!m_ticker.isTicking());
        QCOMPARE(view->elapsedMs(), 5000.0);
        view->setState(stateOf(LaneStage::Waiting, 0));
    }
    QVERIFY(!m_ticker.isTicking()); // a lane that goes away stops its clock
}

void TestLaneView::streamsAsSourceAndRendersAtTheEnd()
{
    const auto view = show(example(QStringLiteral("done")), QSize(333, 383));
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
    const auto view = show(example(QStringLiteral("failed401")), QSize(333, 383));
    auto *fold = view->findChild<QAbstractButton *>(QStringLiteral("detailsFold"));
    auto *body = view->findChild<QWidget *>(QStringLiteral("details"));
    QVERIFY(!body->isVisible());
    QTest::mouseClick(fold, Qt::LeftButton);
    QVERIFY(body->isVisible());
    QTest::mouseClick(view->findChild<QAbstractButton *>(QStringLiteral("detailsFold_copy")), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), view->state().details.copied);
}

void TestLaneView::lanesShareTheWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("lanes");
    QTest::addColumn<int>("least");
    QTest::addColumn<bool>("offersMore");
    QTest::newRow("one in 1280") << 1280 << 1 << 759 << true;
    QTest::newRow("three in 999") << 999 << 3 << 332 << false;
    QTest::newRow("sixteen in 999") << 999 << 16 << 299 << false;
    QTest::newRow("two in 2560") << 2560 << 2 << 759 << true;
}

void TestLaneView::lanesShareTheWidth()
{
    QFETCH(const int, width);
    QFETCH(const int, lanes);
    QFETCH(const int, least);
    QFETCH(const bool, offersMore);
    LaneGrid grid(m_theme);
    grid.resize(width, 500);
    grid.show();
    for (int slot = 0; slot < lanes; ++slot)
        grid.addLane(slotInfo(slot, QStringLiteral("local/demo")));
    int right = 0;
    for (const int slot : grid.slotOrder()) {
        const QRect box = grid.lane(slot)->geometry();
        QVERIFY(box.width() >= least && box.width() <= LaneGrid::maxLaneWidth);
        QVERIFY(box.left() - right <= 1); // nothing but a hairline between
        right = box.right() + 1;
    }
    QCOMPARE(grid.findChild<QAbstractButton *>(QStringLiteral("addLane"))->isVisible(), offersMore);
    QCOMPARE(grid.freeSlot(), lanes == 16 ? -1 : lanes);
    const QString folder = qEnvironmentVariable("TRIPTYCH_GRAB_DIR");
    if (!folder.isEmpty())
        grid.grab().save(QDir(folder).filePath(QStringLiteral("grid-%1-%2.png").arg(lanes).arg(width)));
}

void TestLaneView::oneLaneIsChosen()
{
    LaneGrid grid(m_theme);
    grid.resize(999, 500);
    for (int slot = 0; slot < 3; ++slot)
        grid.addLane(slotInfo(slot, QStringLiteral("local/demo")))->setText(QStringLiteral("x"), {});
    grid.show();
    grid.activateWindow();
    QCOMPARE(grid.chosenSlot(), 0);
    QSignalSpy chosen(&grid, &LaneGrid::laneChosen);
    grid.lane(2)->answer().setFocus();
    QTRY_COMPARE(grid.chosenSlot(), 2);
    QTest::keyClick(&grid, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(grid.chosenSlot(), 1);
    QVERIFY(grid.lane(1)->answer().hasFocus());
    QTest::mouseClick(grid.lane(0)->findChild<QWidget *>(QStringLiteral("laneHead")), Qt::LeftButton, {},
                      QPoint(40, 20));
    QCOMPARE(grid.chosenSlot(), 0);
    QCOMPARE(chosen.count(), 3);
}

void TestLaneView::lanesCanBeMovedAndRemoved()
{
    LaneGrid grid(m_theme);
    grid.resize(999, 500);
    for (int slot = 0; slot < 3; ++slot)
        grid.addLane(slotInfo(slot, QStringLiteral("local/demo")));
    grid.show();
    QSignalSpy moved(&grid, &LaneGrid::laneMoved);
    grid.moveLane(0, 2);
    QCOMPARE(grid.slotOrder(), (std::vector<int> {1, 2, 0}));
    QCOMPARE(moved.count(), 1);
    QVERIFY(grid.lane(0)->x() > grid.lane(2)->x());
    grid.removeLane(0);
    QCOMPARE(grid.slotOrder(), (std::vector<int> {1, 2}));
    QCOMPARE(grid.chosenSlot(), 2); // its neighbour
    QCOMPARE(grid.freeSlot(), 0);
}

void TestLaneView::saysWhatWasNotSentAsAsked()
{
    const Example lane = example(QStringLiteral("clamped"));
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
    const auto view = show(example(QStringLiteral("clamped")), QSize(333, 383));
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

void TestLaneView::reasoningIsRenderedOnceAtItsEnd()
{
    const auto view = show(example(QStringLiteral("reasoning")), QSize(333, 383));
    auto *reasoning = view->findChild<AnswerView *>(QStringLiteral("reasoning"));
    view->transcript().append({ReasoningDelta {QStringLiteral("; `a` and **b**")}});
    view->transcript().flush();
    QTest::qWait(50);
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

void TestLaneView::firstToggleRendersWhatRuns()
{
    LaneGrid grid(m_theme);
    grid.resize(999, 500);
    LaneView *lane = grid.addLane(slotInfo(0, QStringLiteral("openai/gpt")));
    lane->setState(stateOf(LaneStage::Writing, 10));
    lane->transcript().appendText(QStringLiteral("**a**"));
    lane->transcript().flush();
    QCOMPARE(lane->answer().mode(), AnswerView::Mode::Source);
    QCOMPARE(grid.toggleAnswerMode(), AnswerView::Mode::Rendered);
    QCOMPARE(lane->answer().mode(), AnswerView::Mode::Rendered);
    QCOMPARE(grid.toggleAnswerMode(), AnswerView::Mode::Source);
    QCOMPARE(lane->answer().mode(), AnswerView::Mode::Source);
    QCOMPARE(grid.toggleAnswerMode(), AnswerView::Mode::Rendered);
}

QTEST_MAIN(TestLaneView)
#include "tst_laneview.moc"
