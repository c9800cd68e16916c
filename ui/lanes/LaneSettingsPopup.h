// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Endpoint.h"
#include "core/chat/LaneSettings.h"
#include "core/chat/ModelInfo.h"

#include <QFrame>

class QAbstractButton;
class QLabel;

namespace triptych {

class SettingRow;
class Theme;

/// Every setting of one lane: a value, or "not sent". Opens below the head of its lane and closes by Esc or a click
/// outside. What is typed counts at once; a value out of range is said below its field and changes nothing.
class LaneSettingsPopup final : public QFrame
{
    Q_OBJECT

public:
    LaneSettingsPopup(const Theme &theme, const LaneAddress &lane, const ModelInfo &model, QWidget *parent);

    const LaneSettings &settings() const { return m_settings; }
    /// What became of the settings in the last run of the lane; told below each. Before it opens.
    void setLedger(const std::vector<LedgerEntry> &ledger);
    /// Settings, by their keys, that the protocol of the lane has no word for: they can only be reset. Before it opens.
    void closeUnknown(const QStringList &keys);
    /// What these fields say is left out because the model refused it once: a button that takes this back. Before it
    /// opens.
    void offerRefusedAgain(const QStringList &fields);
    /// Right edges in line, on the anchor's screen; above it where there is no room below.
    void openBelow(const QWidget *anchor);

Q_SIGNALS:
    void settingsChanged(const triptych::LaneSettings &settings);
    void refusedWantedAgain(); ///< And it closes.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void readRows();
    void resetAll();

    const Theme &m_theme;
    LaneSettings m_settings;
    std::vector<SettingRow *> m_rows;
    QLabel *m_others; ///< What was not sent as asked but is no setting.
    QAbstractButton *m_again; ///< Hidden unless something was refused.
    QAbstractButton *m_resetAll;
};

} // namespace triptych
