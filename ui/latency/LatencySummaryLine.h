// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/latency/LatencyRows.h"

#include <QWidget>

namespace triptych {

class Theme;

/// The dashboard as one line: what the figure is, then marker, name and figure of each model, as many as there is room
/// for.
class LatencySummaryLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatencySummaryLine)

public:
    explicit LatencySummaryLine(const Theme &theme, QWidget *parent = nullptr);

    void setRows(const std::vector<LatencyRow> &rows, LatencyClock clock);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString caption() const;
    void describe();

    const Theme &m_theme;
    std::vector<LatencyRow> m_rows;
    LatencyClock m_clock = LatencyClock::FirstText;
};

} // namespace triptych
