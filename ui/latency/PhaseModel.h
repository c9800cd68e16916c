// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/latency/LanePhases.h"

#include <QAbstractTableModel>

namespace triptych {

/// Phases as rows: name, bar, duration.
class PhaseModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PhaseModel)

public:
    enum Column : int { Name, Bar, Duration, ColumnCount };

    explicit PhaseModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void setPhases(std::vector<LanePhaseSpan> phases);
    const LanePhaseSpan &phase(int row) const { return m_phases.at(std::size_t(row)); }
    double end() const; ///< Of the last phase, ms.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_phases.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString name(LanePhaseSpan::Kind kind);
    static QString meaning(LanePhaseSpan::Kind kind);

    std::vector<LanePhaseSpan> m_phases;
};

} // namespace triptych
