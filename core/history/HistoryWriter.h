// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/HistoryOp.h"
#include "core/sql/Sql.h"

namespace triptych {

/// What becomes of a lane whose process is gone.
void endAsCrashed(LaneRecord &record);

/// Puts operations into the database; the caller wraps them in a transaction.
/// `stem` names the process that told them, so that its run and lane numbers are unique in the file.
class HistoryWriter
{
public:
    explicit HistoryWriter(const QSqlDatabase &database) : m_database(database) {}

    /// When it fails, nothing of it stays and the transaction may go on, unless SQLite itself gave that up.
    Result<> apply(const HistoryOp &op, const QString &stem);
    Result<int> removeRuns(const QDateTime &from, const QDateTime &to); ///< An invalid end is open.
    Result<> removeRun(qint64 run);

    /// Ends every lane that is still open and whose process is gone, with the text that arrived.
    Result<int> endCrashedLanes(const QStringList &livingStems);
    Result<std::optional<qint64>> runOf(RunId run, const QString &stem) const;

private:
    Result<> put(const HistoryOp &op, const QString &stem);
    Result<> begin(const RunOpening &opening, const QString &stem);
    Result<> addLane(const RunOpening::Lane &lane, const RunOpening &opening, qint64 run, qint64 promptTurn,
                     const QString &stem);
    Result<> addPiece(const TextPiece &piece, const QString &stem);
    Result<> end(const LaneRecord &record, const QString &stem);
    Result<> store(qint64 lane, const LaneRecord &record);
    Result<> endCrashedLane(qint64 lane, const QByteArray &json);
    Result<> addWords(qint64 row, const QString &text);
    Result<> forgetWords();
    Result<std::optional<qint64>> openLane(LaneId lane, const QString &stem) const;

    const QSqlDatabase &m_database;
};

} // namespace triptych
