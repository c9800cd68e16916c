// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/HistoryStore.h"
#include "core/sql/Sql.h"

namespace triptych {

constexpr int promptStartLength = 200;

Result<std::vector<RunSummary>> readRuns(const QSqlDatabase &database, const HistoryQuery &query);
Result<RunDetail> readRun(const QSqlDatabase &database, qint64 run);
Result<std::vector<LatencySample>> readSamples(const QSqlDatabase &database, const QDateTime &since);

/// Joins what an open lane has said so far into its record.
Result<> readPieces(const QSqlDatabase &database, qint64 lane, LaneRecord &record);

} // namespace triptych
