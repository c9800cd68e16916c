// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/HistoryStore.h"

#include <variant>

namespace triptych {

struct BeginRun
{
    RunOpening opening = {};
};
/// What a lane has said since the piece before.
struct TextPiece
{
    LaneId lane = {};
    QString text = {};
    QString reasoning = {};
    bool startsOver = false; ///< What came before counts no more.
};
struct EndLane
{
    LaneRecord record = {};
};
struct RemoveRun
{
    qint64 run = 0;
};
struct RemoveRange
{
    QDateTime from = {};
    QDateTime to = {};
};

/// One thing that is written: by the writer to the database, by any other process as one line of its spool file.
using HistoryOp = std::variant<BeginRun, TextPiece, EndLane, RemoveRun, RemoveRange>;

/// Numbers grow within a process, so that whoever meets one operation twice can tell.
struct NumberedOp
{
    quint64 number = 0; ///< 0: written before there were numbers.
    HistoryOp op = {};
};

/// One line of JSON with its line break.
QByteArray toSpoolLine(const NumberedOp &numbered);
Result<NumberedOp> fromSpoolLine(QByteArrayView line);

} // namespace triptych
