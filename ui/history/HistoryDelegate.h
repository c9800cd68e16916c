// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace triptych {

class HistoryModel;
class Theme;
struct RunSummary;

/// Paints one run in two lines: its time and first words, then each lane with how it ended.
class HistoryDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryDelegate)

public:
    HistoryDelegate(const HistoryModel &model, const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintRun(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintLanes(QPainter &painter, const QRect &rect, const RunSummary &run) const;

    const HistoryModel &m_model;
    const Theme &m_theme;
};

} // namespace triptych
