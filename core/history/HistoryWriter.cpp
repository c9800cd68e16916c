// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryWriter.h"

#include "core/history/HistoryReader.h"
#include "core/history/SearchText.h"

namespace triptych {

namespace {

QString originOfRun(RunId run, const QString &stem)
{
    return QStringLiteral("%1:run%2").arg(stem).arg(quint64(run));
}

QString originOfLane(LaneId lane, const QString &stem)
{
    return QStringLiteral("%1:%2").arg(stem).arg(quint64(lane));
}

QVariant orNull(const std::optional<double> &number)
{
    return number ? QVariant(*number) : QVariant();
}

/// A null string would be bound as NULL.
QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

qint64 epoch(const QDateTime &time, const QDateTime &otherwise)
{
    return (time.isValid() ? time : otherwise).toMSecsSinceEpoch();
}

Result<std::optional<qint64>> findRow(const QSqlDatabase &database, const QString &sql, const QString &origin)
{
    const auto row = firstValue(database, sql, {origin});
    if (!row)
        return row.error();
    return row.value().isValid() ? std::optional(row.value().toLongLong()) : std::nullopt;
}

} // namespace

void endAsCrashed(LaneRecord &record)
{
    record.outcome = LaneOutcome::Incomplete;
    record.cause = QStringLiteral("app_crash");
    record.error = Error {.kind = ErrorKind::Process,
                          .cause = record.cause,
                          .message = QStringLiteral("Triptych ended before this lane did")};
}

Result<> HistoryWriter::apply(const HistoryOp &op, const QString &stem)
{
    if (auto marked = executeAll(m_database, {QStringLiteral("SAVEPOINT op")}); !marked)
        return marked;
    auto done = put(op, stem);
    if (!done)
        (void)execute(m_database, QStringLiteral("ROLLBACK TO op"));
    if (auto released = executeAll(m_database, {QStringLiteral("RELEASE op")}); done && !released)
        return released;
    return done;
}

Result<> HistoryWriter::put(const HistoryOp &op, const QString &stem)
{
    return std::visit(Match {
                          [&](const BeginRun &what) { return begin(what.opening, stem); },
                          [&](const TextPiece &what) { return addPiece(what, stem); },
                          [&](const EndLane &what) { return end(what.record, stem); },
                          [&](const RemoveRun &what) { return removeRun(what.run); },
                          [&](const RemoveRange &what) {
                              return removeRuns(what.from, what.to).andThen([](int) { return Result<>(Done()); });
                          },
                      },
                      op);
}

Result<> HistoryWriter::begin(const RunOpening &opening, const QString &stem)
{
    const auto known = runOf(opening.run, stem);
    if (!known)
        return known.error();
    if (known.value())
        return Done(); // told twice: an import that was interrupted
    const auto run = execute(
        m_database, QStringLiteral("INSERT INTO runs(origin, started_at, document, prompt) VALUES(?, ?, ?, ?)"),
        {originOfRun(opening.run, stem), opening.startedAt.toMSecsSinceEpoch(), notNull(opening.document),
         notNull(opening.prompt)});
    if (!run)
        return run.error();
    const qint64 id = run.value().lastInsertId().toLongLong();
    if (auto indexed = addWords(id * 2, opening.prompt); !indexed)
        return indexed;
    const auto turn = execute(m_database, QStringLiteral("INSERT INTO turns(run) VALUES(?)"), {id});
    if (!turn)
        return turn.error();
    for (const RunOpening::Lane &lane : opening.lanes) {
        if (auto added = addLane(lane, opening, id, turn.value().lastInsertId().toLongLong(), stem); !added)
            return added;
    }
    return Done();
}

Result<> HistoryWriter::addLane(const RunOpening::Lane &lane, const RunOpening &opening, qint64 run, qint64 promptTurn,
                                const QString &stem)
{
    const LaneRecord &start = lane.start;
    const auto added = execute(
        m_database,
        QStringLiteral(
            "INSERT INTO lanes(origin, run, place, repeat, provider, model, started_at, is_open, outcome, record)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, 1, ?, ?)"),
        {originOfLane(lane.id, stem), run, start.index, start.repeat, notNull(start.provider), notNull(start.model),
         epoch(start.startedAt, opening.startedAt), outcomeName(LaneOutcome::Incomplete),
         QString::fromUtf8(toStoredJson(start))});
    if (!added)
        return added.error();
    const auto turn = execute(m_database, QStringLiteral("INSERT INTO turns(parent, run, lane) VALUES(?, ?, ?)"),
                              {promptTurn, run, added.value().lastInsertId()});
    if (!turn)
        return turn.error();
    return Done();
}

Result<> HistoryWriter::addPiece(const TextPiece &piece, const QString &stem)
{
    const auto lane = openLane(piece.lane, stem);
    if (!lane)
        return lane.error();
    if (!lane.value())
        return Done();
    if (piece.startsOver) {
        const auto forgotten
            = execute(m_database, QStringLiteral("DELETE FROM pieces WHERE lane = ?"), {*lane.value()});
        if (!forgotten)
            return forgotten.error();
    }
    const auto added = execute(m_database, QStringLiteral("INSERT INTO pieces(lane, text, reasoning) VALUES(?, ?, ?)"),
                               {*lane.value(), piece.text, piece.reasoning});
    if (!added)
        return added.error();
    return Done();
}

Result<> HistoryWriter::end(const LaneRecord &record, const QString &stem)
{
    const auto lane = openLane(record.id, stem);
    if (!lane)
        return lane.error();
    if (!lane.value())
        return Done(); // never told, removed meanwhile, or told twice
    return store(*lane.value(), record);
}

Result<> HistoryWriter::store(qint64 lane, const LaneRecord &record)
{
    const auto updated = execute(
        m_database,
        QStringLiteral("UPDATE lanes SET is_open = 0, outcome = ?, queued_ms = ?, first_text_ms = ?, total_ms = ?,"
                       " tokens_per_second = ?, record = ? WHERE id = ?"),
        {outcomeName(record.outcome), orNull(record.timing.queuedMs), orNull(record.timing.firstTextMs),
         orNull(record.timing.totalMs), orNull(record.timing.outputTokensPerSecond),
         QString::fromUtf8(toStoredJson(record)), lane});
    if (!updated)
        return updated.error();
    const auto forgotten = execute(m_database, QStringLiteral("DELETE FROM pieces WHERE lane = ?"), {lane});
    if (!forgotten)
        return forgotten.error();
    return addWords(lane * 2 + 1, record.text);
}

Result<int> HistoryWriter::endCrashedLanes(const QStringList &livingStems)
{
    auto open = execute(m_database, QStringLiteral("SELECT id, origin, record FROM lanes WHERE is_open = 1"));
    if (!open)
        return open.error();
    std::vector<std::pair<qint64, QByteArray>> crashed;
    while (open.value().next()) {
        if (!livingStems.contains(open.value().value(1).toString().section(QLatin1Char(':'), 0, 0)))
            crashed.emplace_back(open.value().value(0).toLongLong(), open.value().value(2).toString().toUtf8());
    }
    for (const auto &[lane, json] : crashed) {
        if (const auto ended = endCrashedLane(lane, json); !ended)
            return ended.error();
    }
    return int(crashed.size());
}

Result<> HistoryWriter::endCrashedLane(qint64 lane, const QByteArray &json)
{
    auto stored = laneRecordFromJson(json);
    LaneRecord record = stored ? std::move(stored).value() : LaneRecord();
    if (auto said = readPieces(m_database, lane, record); !said)
        return said;
    endAsCrashed(record);
    return store(lane, record);
}

Result<> HistoryWriter::removeRun(qint64 run)
{
    // Words have no foreign key, a full-text table being what it is.
    for (const char *sql : {"DELETE FROM words WHERE rowid IN (SELECT 2 * id + 1 FROM lanes WHERE run = ?)",
                            "DELETE FROM words WHERE rowid = 2 * ?", "DELETE FROM runs WHERE id = ?"}) {
        if (const auto removed = execute(m_database, QLatin1String(sql), {run}); !removed)
            return removed.error();
    }
    return forgetWords();
}

Result<int> HistoryWriter::removeRuns(const QDateTime &from, const QDateTime &to)
{
    const QString runs = QStringLiteral("SELECT id FROM runs WHERE started_at >= %1 AND started_at < %2")
                             .arg(from.isValid() ? from.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min() + 1)
                             .arg(to.isValid() ? to.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max());
    const auto count = firstValue(m_database, QStringLiteral("SELECT count(*) FROM (%1)").arg(runs));
    if (!count)
        return count.error();
    if (count.value().toInt() == 0)
        return 0;
    const auto removed = executeAll(
        m_database,
        {QStringLiteral("DELETE FROM words WHERE rowid IN (SELECT 2 * id + 1 FROM lanes WHERE run IN (%1))").arg(runs),
         QStringLiteral("DELETE FROM words WHERE rowid IN (SELECT 2 * id FROM runs WHERE id IN (%1))").arg(runs),
         QStringLiteral("DELETE FROM runs WHERE id IN (%1)").arg(runs)});
    if (!removed)
        return removed.error();
    if (const auto forgotten = forgetWords(); !forgotten)
        return forgotten.error();
    return count.value().toInt();
}

Result<> HistoryWriter::addWords(qint64 row, const QString &text)
{
    if (text.isEmpty())
        return Done();
    const auto added = execute(m_database, QStringLiteral("INSERT OR REPLACE INTO words(rowid, body) VALUES(?, ?)"),
                               {row, searchableText(text)});
    if (!added)
        return added.error();
    return Done();
}

/// A delete leaves the words in the index until it is merged; what a person removed should be gone.
Result<> HistoryWriter::forgetWords()
{
    const auto merged = execute(m_database, QStringLiteral("INSERT INTO words(words) VALUES('optimize')"));
    if (!merged)
        return merged.error();
    return Done();
}

Result<std::optional<qint64>> HistoryWriter::runOf(RunId run, const QString &stem) const
{
    return findRow(m_database, QStringLiteral("SELECT id FROM runs WHERE origin = ?"), originOfRun(run, stem));
}

Result<std::optional<qint64>> HistoryWriter::openLane(LaneId lane, const QString &stem) const
{
    return findRow(m_database, QStringLiteral("SELECT id FROM lanes WHERE origin = ? AND is_open = 1"),
                   originOfLane(lane, stem));
}

} // namespace triptych
