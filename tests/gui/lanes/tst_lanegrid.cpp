// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/lanes/LaneExamples.h"
#include "tests/support/ManualClock.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/lanes/LaneTranscript.h"
#include "ui/lanes/LaneView.h"
#include "ui/shell/Theme.h"

#include <QAbstractButton>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace triptych;

/// Lanes beside each other: their widths, their order, and the one that is chosen.
class TestLaneGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dress(m_theme); }
    void init() { failOnWarnings(); }

    void lanesShareTheWidth_data();
    void lanesShareTheWidth();
    void oneLaneIsChosen();
    void lanesCanBeMovedAndRemoved();
    void firstToggleRendersWhatRuns();

private:
    Theme m_theme;
    ManualClock m_clock;
};

void TestLaneGrid::lanesShareTheWidth_data()
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

void TestLaneGrid::lanesShareTheWidth()
{
    QFETCH(const int, width);
    QFETCH(const int, lanes);
    QFETCH(const int, least);
    QFETCH(const bool, offersMore);
    LaneGrid grid(m_theme, m_clock);
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

void TestLaneGrid::oneLaneIsChosen()
{
    LaneGrid grid(m_theme, m_clock);
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

void TestLaneGrid::lanesCanBeMovedAndRemoved()
{
    LaneGrid grid(m_theme, m_clock);
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

void TestLaneGrid::firstToggleRendersWhatRuns()
{
    LaneGrid grid(m_theme, m_clock);
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

QTEST_MAIN(TestLaneGrid)
#include "tst_lanegrid.moc"
