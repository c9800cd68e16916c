// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

namespace triptych {

class LatencyModel;
class Theme;

/// The figures as a table, which also stands behind the chart for whoever reads by keyboard or ear.
class LatencyTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatencyTable)

public:
    LatencyTable(LatencyModel &model, const Theme &theme, QWidget *parent = nullptr);

    int tableWidth() const; ///< What all columns need.
    int contentHeight() const; ///< Head and all rows.
    static constexpr int rowHeight = 24;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitColumns();

    const Theme &m_theme;
};

} // namespace triptych
