// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/CarefulWriter.h"

#include "core/history/FileLock.h"

#include <fcntl.h>
#include <unistd.h>

namespace triptych {

namespace {

QString nameOf(LaneId lane, const QString &stem)
{
    return QStringLiteral("%1:%2").arg(stem).arg(quint64(lane));
}

/// A lane that ended must not look as if it went on, though its words found no room.
HistoryOp withoutWords(EndLane end)
{
    end.record.text.clear();
    end.record.reasoning.clear();
    end.record.toolCalls.clear();
    addNote(end.record.notes, {QStringLiteral("history.refused")});
    return end;
}

} // namespace

Result<> CarefulWriter::apply(const NumberedOp &op, const QString &stem)
{
    if (hasNoRun(op.op, stem))
        return putBeside(op, stem);
    const auto applied = m_writer.apply(op.op, stem);
    if (applied || applied.error().cause != QLatin1String("history.failed"))
        return applied;
    if (auto kept = putBeside(op, stem); !kept)
        return kept;
    if (const auto *begin = std::get_if<BeginRun>(&op.op)) {
        for (const RunOpening::Lane &lane : begin->opening.lanes)
            m_lanesWithoutRun += nameOf(lane.id, stem);
    }
    if (const auto *end = std::get_if<EndLane>(&op.op))
        (void)m_writer.apply(withoutWords(*end), stem);
    return Done();
}

bool CarefulWriter::hasNoRun(const HistoryOp &op, const QString &stem) const
{
    const auto *piece = std::get_if<TextPiece>(&op);
    const auto *end = std::get_if<EndLane>(&op);
    return (piece && m_lanesWithoutRun.contains(nameOf(piece->lane, stem)))
        || (end && m_lanesWithoutRun.contains(nameOf(end->record.id, stem)));
}

Result<> CarefulWriter::putBeside(const NumberedOp &op, const QString &stem)
{
    const QString path = m_folder + QLatin1Char('/') + stem + QStringLiteral(".refused");
    const auto file = openFile(path, O_WRONLY | O_CREAT | O_APPEND);
    if (!file)
        return file.error();
    if (auto written = appendWhole(file.value(), toSpoolLine(op), path); !written)
        return written;
    if (::fdatasync(file.value().descriptor()) != 0)
        return fileError(path);
    m_refused({.kind = ErrorKind::Storage, .cause = QStringLiteral("history.refused"), .message = path});
    return Done();
}

} // namespace triptych
