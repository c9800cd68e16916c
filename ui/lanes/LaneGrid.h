// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneTicker.h"
#include "ui/lanes/LaneView.h"

#include <QScrollArea>

class QAbstractButton;

namespace triptych {

/// All lanes side by side, in hairlines, each 300 to 760 wide; more than fit are scrolled to. One lane is the chosen
/// one. Lanes are named by their slot. Lives on the GUI thread.
class LaneGrid final : public QScrollArea
{
    Q_OBJECT

public:
    static constexpr int minLaneWidth = 300;
    static constexpr int maxLaneWidth = 760;
    static constexpr int maxLanes = 16;

    /// Theme and clock must outlive it.
    LaneGrid(const Theme &theme, Clock &clock, QWidget *parent = nullptr);
    ~LaneGrid() override;

    LaneView *addLane(const LaneSlotInfo &info); ///< At the right end; info.slot must be free.
    void removeLane(int slot);
    void clear();
    LaneView *lane(int slot) const; ///< Null when there is none.
    std::vector<int> slotOrder() const; ///< From left to right.
    int count() const { return int(m_lanes.size()); }
    int freeSlot() const; ///< The lowest that is free; -1: all 16 are taken.

    int chosenSlot() const { return m_chosen; } ///< -1: none.
    void choose(int slot);
    void chooseNext() { chooseBeside(1); }
    void choosePrevious() { chooseBeside(-1); }
    void moveLane(int slot, int position);

    AnswerView::Mode answerMode() const { return m_mode; }
    void setAnswerMode(AnswerView::Mode mode);
    /// To the other mode; but running lanes that are still to be rendered are rendered first. Returns the mode now.
    AnswerView::Mode toggleAnswerMode();

Q_SIGNALS:
    void laneChosen(int slot);
    void addLaneRequested();
    void laneAction(int slot, const QString &id); ///< As LaneView::actionTriggered.
    void linkActivated(const QUrl &url);
    void laneMoved(int slot, int position);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Page;
    void arrange();
    void chooseBeside(int step);
    void focusMoved(QWidget *now);
    void drop(int slot, int globalX);

    const Theme &m_theme;
    LaneTicker m_ticker;
    Page *m_page;
    QAbstractButton *m_add;
    std::vector<LaneView *> m_lanes; ///< From left to right.
    int m_chosen = -1;
    AnswerView::Mode m_mode = AnswerView::Mode::Rendered;
};

} // namespace triptych
