// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/PhaseModel.h"

#include "ui/shell/Figures.h"

#include <algorithm>

namespace triptych {

void PhaseModel::setPhases(std::vector<LanePhaseSpan> phases)
{
    if (phases.size() == m_phases.size() && !phases.empty()) {
        m_phases = std::move(phases);
        return retranslate(); // a lane that runs tells its clocks often; the cursor stays
    }
    beginResetModel();
    m_phases = std::move(phases);
    endResetModel();
}

double PhaseModel::end() const
{
    return m_phases.empty() ? 0 : m_phases.back().startMs + m_phases.back().durationMs;
}

void PhaseModel::retranslate()
{
    if (!m_phases.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QVariant PhaseModel::data(const QModelIndex &index, int role) const
{
    const LanePhaseSpan &span = phase(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name    ? name(span.kind)
            : index.column() == Duration ? formatMs(span.durationMs)
                                         : QString();
    case Qt::AccessibleTextRole:
        if (index.column() == Bar)
            return tr("from %1 to %2").arg(formatMs(span.startMs), formatMs(span.startMs + span.durationMs));
        return data(index, Qt::DisplayRole);
    case Qt::ToolTipRole: return meaning(span.kind);
    default: return {};
    }
}

QVariant PhaseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("phase") : section == Bar ? tr("from and to") : tr("duration");
}

QString PhaseModel::name(LanePhaseSpan::Kind kind)
{
    switch (kind) {
    case LanePhaseSpan::Queued: return tr("queued");
    case LanePhaseSpan::Connect: return tr("connect");
    case LanePhaseSpan::Tls: return tr("TLS");
    case LanePhaseSpan::Headers: return tr("headers");
    case LanePhaseSpan::FirstByte: return tr("first byte");
    case LanePhaseSpan::FirstText: return tr("first text");
    case LanePhaseSpan::Reasoning: return tr("reasoning");
    case LanePhaseSpan::Writing: return tr("writing");
    }
    Q_UNREACHABLE();
}

QString PhaseModel::meaning(LanePhaseSpan::Kind kind)
{
    switch (kind) {
    case LanePhaseSpan::Queued: return tr("Until the lane could begin to connect");
    case LanePhaseSpan::Connect: return tr("Until the server took the connection");
    case LanePhaseSpan::Tls: return tr("Until the connection was encrypted");
    case LanePhaseSpan::Headers: return tr("From sending the request to the head of the answer");
    case LanePhaseSpan::FirstByte: return tr("From the head to the first byte of the answer");
    case LanePhaseSpan::FirstText: return tr("From the first byte to the first visible text or tool call");
    case LanePhaseSpan::Reasoning: return tr("From the first reasoning to the first visible text or tool call");
    case LanePhaseSpan::Writing: return tr("From the first visible text or tool call to the end");
    }
    Q_UNREACHABLE();
}

} // namespace triptych
