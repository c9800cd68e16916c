// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"
#include "ui/lanes/answer/AnswerView.h"

#include <QWidget>

namespace triptych {

class FoldHeader;
class LaneBadge;
class LaneHead;
class LaneNoticeView;
class LaneTicker;
class LaneTranscript;
class LaneWaitingTable;
class MetricStrip;

/// One column: what one model does with the prompt. Shows the state it is given and the text that its transcript hands
/// on; asks for everything else by signals. Lives on the GUI thread; theme and ticker outlive it.
class LaneView final : public QWidget
{
    Q_OBJECT

public:
    LaneView(const Theme &theme, LaneTicker &ticker, const LaneSlotInfo &info, QWidget *parent = nullptr);
    ~LaneView() override;

    const LaneSlotInfo &info() const { return m_info; }
    void setInfo(const LaneSlotInfo &info);
    const LaneViewState &state() const { return m_state; }
    void setState(const LaneViewState &state);

    /// Takes the deltas of a running lane.
    LaneTranscript &transcript() { return *m_transcript; }
    /// Replaces all text: an empty one before a run, a recorded one when an earlier run is shown.
    void setText(const QString &text, const QString &reasoning);
    QString text() const { return m_answer->source(); }
    QString reasoning() const { return m_reasoning->source(); }

    /// While it runs, Rendered waits for the end unless it is asked for again.
    void setAnswerMode(AnswerView::Mode mode);
    AnswerView &answer() { return *m_answer; }
    void copyAnswer() const; ///< As it was written.
    void setChosen(bool isChosen);
    double elapsedMs() const;
    QWidget *settingsAnchor() const; ///< The button that LaneSettingsPopup opens below.
    /// It grows as source although Rendered is wanted.
    bool waitsToRender() const;

Q_SIGNALS:
    /// "settings", "duplicate", "remove", "stop", "run_again", or the id of an action of the notice or the badge.
    void actionTriggered(const QString &id);
    void linkActivated(const QUrl &url);
    void pressed(); ///< Anywhere that takes no focus of its own.
    void dragged(int globalX);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void trigger(const QString &id);
    void showStage();
    void tick();
    void addText(const QString &piece);
    void addReasoning(const QString &piece);
    void showReasoning();
    void arrange();
    int arrangeReasoning(int y, int room);
    void arrangeBody(int y, int bottom);
    void focusMoved(QWidget *now);

    const Theme &m_theme;
    LaneTicker &m_ticker;
    LaneSlotInfo m_info;
    LaneViewState m_state;
    double m_setAt = 0; ///< Ticker time of the state.
    AnswerView::Mode m_wantedMode = AnswerView::Mode::Rendered;
    bool m_isArranging = false;
    bool m_foldWasTouched = false; ///< By the person, who then decides.

    LaneTranscript *m_transcript;
    LaneHead *m_head;
    LaneBadge *m_badge;
    FoldHeader *m_reasoningHeader;
    AnswerView *m_reasoning;
    LaneWaitingTable *m_waiting;
    AnswerView *m_answer;
    LaneNoticeView *m_notice;
    FoldHeader *m_detailsHeader;
    AnswerView *m_details;
    MetricStrip *m_metrics;
};

} // namespace triptych
