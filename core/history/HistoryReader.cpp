// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryReader.h"

#include "core/history/SearchText.h"

namespace triptych {

namespace {

QDateTime fromEpoch(const QVariant &value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

RunSummary::Lane summaryOf(qint64 id, const LaneRecord &record, bool isOpen)
{
    return {.id = id, .name = record.name(), .outcome = record.outcome, .isOpen = isOpen};
}

/// One lane that cannot be read keeps its place and hides no other.
LaneRecord unreadable(const QSqlQuery &row, const Error &why)
{
    LaneRecord record {.provider = row.value(3).toString(), .model = row.value(4).toString()};
    record.outcome = LaneOutcome::Failed;
    record.cause = why.cause;
    record.error = why;
    return record;
}

/// The conditions of a query, each with its values.
struct Conditions
{
    QStringList sql = {QStringLiteral("1")};
    QVariantList values = {};

    void add(const QString &condition, const QVariantList &bound)
    {
        sql += condition;
        values += bound;
    }
};

Result<> addPage(const QSqlDatabase &database, qint64 beforeId, Conditions &where)
{
    if (beforeId <= 0)
        return Done();
    const auto anchor = firstValue(database, QStringLiteral("SELECT started_at FROM runs WHERE id = ?"), {beforeId});
    if (!anchor)
        return anchor.error();
    if (anchor.value().isValid())
        where.add(QStringLiteral("(started_at, id) < (?, ?)"), {anchor.value(), beforeId});
    else // removed meanwhile
        where.add(QStringLiteral("id < ?"), {beforeId});
    return Done();
}

Result<> addLanes(const QSqlDatabase &database, RunSummary &run)
{
    auto lanes = execute(database,
                         QStringLiteral("SELECT id, provider, model, outcome, is_open FROM lanes WHERE run = ?"
                                        " ORDER BY place, repeat, id"),
                         {run.id});
    if (!lanes)
        return lanes.error();
    for (QSqlQuery &row = lanes.value(); row.next();) {
        LaneRecord record {.provider = row.value(1).toString(), .model = row.value(2).toString()};
        record.outcome = outcomeFromName(row.value(3).toString()).value_or(LaneOutcome::Incomplete);
        run.lanes.push_back(summaryOf(row.value(0).toLongLong(), record, row.value(4).toBool()));
    }
    return Done();
}

} // namespace

Result<std::vector<RunSummary>> readRuns(const QSqlDatabase &database, const HistoryQuery &query)
{
    std::vector<RunSummary> runs;
    Conditions where;
    if (auto paged = addPage(database, query.beforeId, where); !paged)
        return paged.error();
    if (query.from.isValid())
        where.add(QStringLiteral("started_at >= ?"), {query.from.toMSecsSinceEpoch()});
    if (query.to.isValid())
        where.add(QStringLiteral("started_at < ?"), {query.to.toMSecsSinceEpoch()});
    if (!query.text.trimmed().isEmpty()) {
        const QString expression = searchExpression(query.text);
        if (expression.isEmpty())
            return runs;
        where.add(
            QStringLiteral("id IN (SELECT iif(rowid % 2, (SELECT run FROM lanes WHERE lanes.id = words.rowid / 2),"
                           " rowid / 2) FROM words WHERE words MATCH ?)"),
            {expression});
    }
    where.values += query.limit;
    auto found = execute(database,
                         QStringLiteral("SELECT id, started_at, document, substr(prompt, 1, %1) FROM runs WHERE %2"
                                        " ORDER BY started_at DESC, id DESC LIMIT ?")
                             .arg(promptStartLength)
                             .arg(where.sql.join(QStringLiteral(" AND "))),
                         where.values);
    if (!found)
        return found.error();
    for (QSqlQuery &row = found.value(); row.next();) {
        runs.push_back({.id = row.value(0).toLongLong(),
                        .startedAt = fromEpoch(row.value(1)),
                        .document = row.value(2).toString(),
                        .promptStart = row.value(3).toString()});
    }
    for (RunSummary &run : runs) {
        if (auto added = addLanes(database, run); !added)
            return added.error();
    }
    return runs;
}

Result<RunDetail> readRun(const QSqlDatabase &database, qint64 run)
{
    auto found = execute(database, QStringLiteral("SELECT started_at, document, prompt FROM runs WHERE id = ?"), {run});
    if (!found)
        return found.error();
    if (!found.value().next()) {
        return Error {.kind = ErrorKind::InvalidInput,
                      .cause = QStringLiteral("history.unknown_run"),
                      .message = QString::number(run)};
    }
    RunDetail detail;
    detail.prompt = found.value().value(2).toString();
    detail.summary = {.id = run,
                      .startedAt = fromEpoch(found.value().value(0)),
                      .document = found.value().value(1).toString(),
                      .promptStart = detail.prompt.left(promptStartLength)};
    auto lanes = execute(
        database,
        QStringLiteral(
            "SELECT id, is_open, record, provider, model FROM lanes WHERE run = ? ORDER BY place, repeat, id"),
        {run});
    if (!lanes)
        return lanes.error();
    for (QSqlQuery &row = lanes.value(); row.next();) {
        const qint64 lane = row.value(0).toLongLong();
        const bool isOpen = row.value(1).toBool();
        auto stored = laneRecordFromJson(row.value(2).toString().toUtf8());
        LaneRecord record = stored ? std::move(stored).value() : unreadable(row, stored.error());
        if (isOpen) {
            if (auto joined = readPieces(database, lane, record); !joined)
                return joined.error();
        }
        detail.summary.lanes.push_back(summaryOf(lane, record, isOpen));
        detail.lanes.push_back(std::move(record));
    }
    return detail;
}

Result<std::vector<LatencySample>> readSamples(const QSqlDatabase &database, const QDateTime &since)
{
    auto lanes = execute(
        database,
        QStringLiteral(
            "SELECT provider, model, started_at, first_text_ms - ifnull(queued_ms, 0),"
            " total_ms - ifnull(queued_ms, 0), tokens_per_second FROM lanes WHERE outcome = 'complete' AND is_open = 0 AND started_at >= ?"
            " AND total_ms IS NOT NULL ORDER BY started_at, id"),
        {since.isValid() ? since.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min()});
    if (!lanes)
        return lanes.error();
    const auto orNothing
        = [](const QVariant &value) { return value.isNull() ? std::nullopt : std::optional(value.toDouble()); };
    std::vector<LatencySample> samples;
    for (QSqlQuery &row = lanes.value(); row.next();) {
        samples.push_back({.provider = row.value(0).toString(),
                           .model = row.value(1).toString(),
                           .startedAtMs = row.value(2).toLongLong(),
                           .firstTextMs = orNothing(row.value(3)),
                           .totalMs = row.value(4).toDouble(),
                           .tokensPerSecond = orNothing(row.value(5))});
    }
    return samples;
}

Result<> readPieces(const QSqlDatabase &database, qint64 lane, LaneRecord &record)
{
    auto pieces
        = execute(database, QStringLiteral("SELECT text, reasoning FROM pieces WHERE lane = ? ORDER BY id"), {lane});
    if (!pieces)
        return pieces.error();
    for (QSqlQuery &row = pieces.value(); row.next();) {
        record.text += row.value(0).toString();
        record.reasoning += row.value(1).toString();
    }
    return Done();
}

} // namespace triptych
