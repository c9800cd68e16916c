// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"

#include <QWidget>

namespace triptych {

class LaneIconButton;
class Theme;

/// Top of a lane: identity line, name with changed parameters, state with its clock, and the buttons. 60 high.
class LaneHead final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int height = 4 + 32 + 24;

    LaneHead(const Theme &theme, const LaneSlotInfo &info, QWidget *parent);

    void setInfo(const LaneSlotInfo &info);
    void setChosen(bool isChosen);
    void setState(LaneStage stage, std::optional<int> httpStatus, const std::vector<LedgerEntry> &ledger);
    void setElapsed(double milliseconds);
    void setPulse(double opacity); ///< Of the waiting glyph.
    void setHasText(bool hasText); ///< Whether there is something to copy.
    QWidget *settingsButton() const;

Q_SIGNALS:
    /// "settings", "duplicate", "remove", "stop", "copy" or "run_again".
    void actionTriggered(const QString &id);
    void pressed();
    void dragged(int globalX); ///< The head was dragged sideways and let go there.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    /// What of the name fits: the provider goes first, then the parameters, then the words of what was not sent as
    /// asked, then the middle of the model.
    struct Shown
    {
        QString name, parameters, ledger;
    };
    Shown fit(int width) const;
    void retranslate();
    void placeButtons();
    LaneIconButton *addButton(const QString &icon, const QString &id);
    QString changedParameters(bool withoutLedger) const; ///< What the ledger tells otherwise may be left out.
    QStringList explanation() const;
    void describe();
    void drawName(QPainter &painter);
    void drawState(QPainter &painter);

    const Theme &m_theme;
    LaneSlotInfo m_info;
    LaneStage m_stage = LaneStage::Ready;
    std::optional<int> m_httpStatus;
    std::vector<LedgerEntry> m_ledger;
    double m_elapsed = 0;
    double m_pulse = 1;
    bool m_isChosen = false;
    bool m_hasText = false;
    int m_pressedX = -1;
    LaneIconButton *m_settings, *m_duplicate, *m_remove, *m_stop, *m_copy, *m_again;
};

QString stageWord(LaneStage stage, std::optional<int> httpStatus);
QString stageGlyph(LaneStage stage); ///< Name for Theme::stateIcon.

} // namespace triptych
