// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace triptych {

class PhaseModel;
class Theme;

/// The phases of one lane as bars on one time axis. It is a table with bars in it, so keyboard and ear read it as well.
class PhaseWaterfall final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PhaseWaterfall)

public:
    explicit PhaseWaterfall(const Theme &theme, QWidget *parent = nullptr);

    /// `slot` gives marker and colour; below 0 there are none.
    void setLane(const LaneTiming &timing, const QString &name, int slot);
    void clear();

    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void place();

    const Theme &m_theme;
    PhaseModel *m_model;
    QTableView *m_table;
    QLabel *m_empty;
    QString m_name;
    int m_slot = -1;
};

} // namespace triptych
