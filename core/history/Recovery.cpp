// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/Recovery.h"

#include "core/history/HistoryReader.h"
#include "core/history/HistoryWriter.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QSqlError>
#include <QSqlRecord>
#include <algorithm>
#include <atomic>
#include <map>

namespace triptych {

namespace {

Q_LOGGING_CATEGORY(log, "triptych.history")

constexpr qint64 idsPerStep = 64;
constexpr qint64 mostIds = 5'000'000; ///< A damaged counter must not keep us for ever.
constexpr quint64 lostRun = 1ull << 62; ///< Numbers from here are of runs that are known by their lanes alone.

Error unreadable(const QString &file, const QString &why)
{
    return {.kind = ErrorKind::Storage,
            .cause = QStringLiteral("history.damaged"),
            .message = file + QStringLiteral(": ") + why};
}

/// A damaged file, opened for reading with all its faults.
class DamagedFile
{
    Q_DISABLE_COPY_MOVE(DamagedFile)

public:
    explicit DamagedFile(const QString &file)
    {
        static std::atomic<quint64> count = 0;
        m_name = QStringLiteral("history-damaged-%1").arg(++count);
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        m_database.setDatabaseName(file);
        m_database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        m_isOpen = m_database.open();
    }
    ~DamagedFile()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }

    bool isOpen() const { return m_isOpen; }
    const QSqlDatabase &sql() const { return m_database; }

    /// Calls `take` with each row of a table that can be read. Where a step fails, its rows are tried one at a time:
    /// every look-up goes down the tree anew, so one bad page hides only what lies on it.
    template<typename Take>
    void eachRow(const QString &table, const QString &columns, const Take &take) const
    {
        const qint64 last = lastId(table);
        const QString sql
            = QStringLiteral("SELECT %1 FROM %2 WHERE id BETWEEN ? AND ? ORDER BY id").arg(columns, table);
        for (qint64 first = 1; first <= last; first += idsPerStep) {
            if (rows(sql, first, first + idsPerStep - 1, take))
                continue;
            for (qint64 id = first; id < first + idsPerStep; ++id)
                (void)rows(sql, id, id, take);
        }
    }

private:
    /// Takes all rows of the range or, when one of them cannot be read, none.
    template<typename Take>
    bool rows(const QString &sql, qint64 first, qint64 last, const Take &take) const
    {
        auto found = execute(m_database, sql, {first, last});
        if (!found)
            return false;
        std::vector<QVariantList> all;
        QSqlQuery &query = found.value();
        while (query.next()) {
            QVariantList row;
            for (int column = 0; column < query.record().count(); ++column)
                row += query.value(column);
            all.push_back(std::move(row));
        }
        if (query.lastError().isValid())
            return false;
        std::for_each(all.begin(), all.end(), take);
        return true;
    }

    /// By the right edge of the table or, where that is torn, by the counter that hands the ids out.
    qint64 lastId(const QString &table) const
    {
        const auto edge = firstValue(m_database, QStringLiteral("SELECT max(id) FROM ") + table);
        const auto counter
            = firstValue(m_database, QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name = ?"), {table});
        return std::min(std::max(edge ? edge.value().toLongLong() : 0, counter ? counter.value().toLongLong() : 0),
                        mostIds);
    }

    QString m_name;
    QSqlDatabase m_database;
    bool m_isOpen = false;
};

/// "20261122T120000000-4711" and 17 of "20261122T120000000-4711:run17".
struct Origin
{
    QString stem = {};
    quint64 number = 0;
};

Origin originOf(const QString &text, const QString &prefix)
{
    return {text.section(QLatin1Char(':'), 0, 0), text.section(QLatin1Char(':'), 1).mid(prefix.size()).toULongLong()};
}

/// What is told to the new file: a run, and how its lanes ended.
struct FoundRun
{
    QString stem = {};
    RunOpening opening = {};
    std::vector<LaneRecord> ends = {};
};

class Recovery
{
public:
    Recovery(const QSqlDatabase &target, const DamagedFile &source) : m_target(target), m_source(source) {}

    Result<int> run()
    {
        m_source.eachRow(QStringLiteral("lanes"), QStringLiteral("id, run"),
                         [this](const QVariantList &row) { addLane(row[1].toLongLong(), row[0].toLongLong()); });
        m_source.eachRow(QStringLiteral("runs"), QStringLiteral("id, origin, started_at, document, prompt"),
                         [this](const QVariantList &row) { bring(foundRun(row)); });
        for (auto lost = m_lanes.begin(); lost != m_lanes.end(); lost = m_lanes.begin())
            bring(lostRunOf(lost->first));
        return m_failure ? Result<int>(*m_failure) : m_count;
    }

private:
    void addLane(qint64 run, qint64 lane) { m_lanes.emplace(run, lane); }

    FoundRun foundRun(const QVariantList &row)
    {
        const Origin origin = originOf(row[1].toString(), QStringLiteral("run"));
        FoundRun found {.stem = origin.stem,
                        .opening = {.run = RunId(origin.number),
                                    .startedAt = QDateTime::fromMSecsSinceEpoch(row[2].toLongLong(), Qt::UTC),
                                    .document = row[3].toString(),
                                    .prompt = row[4].toString()}};
        takeLanes(row[0].toLongLong(), found);
        return found;
    }

    FoundRun lostRunOf(qint64 run)
    {
        FoundRun found {.opening = {.run = RunId(lostRun + quint64(run))}};
        takeLanes(run, found);
        return found;
    }

    void takeLanes(qint64 run, FoundRun &found)
    {
        const auto [first, last] = m_lanes.equal_range(run);
        for (auto lane = first; lane != last; ++lane)
            takeLane(lane->second, found);
        m_lanes.erase(first, last);
    }

    void takeLane(qint64 id, FoundRun &found)
    {
        auto row
            = execute(m_source.sql(), QStringLiteral("SELECT origin, is_open, record FROM lanes WHERE id = ?"), {id});
        if (!row || !row.value().next())
            return;
        auto stored = laneRecordFromJson(row.value().value(2).toString().toUtf8());
        if (!stored)
            return;
        LaneRecord record = std::move(stored).value();
        const Origin origin = originOf(row.value().value(0).toString(), {});
        record.id = LaneId(origin.number);
        if (row.value().value(1).toBool())
            cutOff(id, record);
        if (found.stem.isEmpty())
            found.stem = origin.stem;
        if (!found.opening.startedAt.isValid())
            found.opening.startedAt = record.startedAt;
        found.opening.lanes.push_back({record.id, startOf(record)});
        found.ends.push_back(std::move(record));
    }

    static LaneRecord startOf(const LaneRecord &record)
    {
        return {.id = record.id,
                .index = record.index,
                .repeat = record.repeat,
                .provider = record.provider,
                .model = record.model,
                .settings = record.settings,
                .startedAt = record.startedAt};
    }

    void cutOff(qint64 lane, LaneRecord &record) const
    {
        (void)readPieces(m_source.sql(), lane, record); // as many as can be read
        endAsCrashed(record);
    }

    /// A run that does not get in leaves the others alone; only a target that takes nothing ends it all.
    void bring(const FoundRun &found)
    {
        if (m_failure || found.stem.isEmpty())
            return;
        const auto known = HistoryWriter(m_target).runOf(found.opening.run, found.stem);
        if (known && known.value())
            return;
        const auto brought = known ? insert(found) : Result<>(known.error());
        if (brought)
            ++m_count;
        else if (brought.error().cause != QLatin1String("history.failed"))
            m_failure = brought.error();
        else
            qCWarning(log, "A run was not recovered: %s", qUtf8Printable(brought.error().message));
    }

    Result<> insert(const FoundRun &found)
    {
        HistoryWriter writer(m_target);
        Transaction transaction(m_target);
        auto done
            = transaction.begin().andThen([&](Done) { return writer.apply(BeginRun {found.opening}, found.stem); });
        for (const LaneRecord &end : found.ends) {
            if (done)
                done = writer.apply(EndLane {end}, found.stem);
        }
        return done ? transaction.commit() : done;
    }

    const QSqlDatabase &m_target;
    const DamagedFile &m_source;
    std::multimap<qint64, qint64> m_lanes; ///< By run; what is left in the end belongs to runs that are lost.
    std::optional<Error> m_failure;
    int m_count = 0;
};

} // namespace

Result<int> recoverInto(const QSqlDatabase &database, const QString &damagedFile)
{
    if (!QFileInfo(damagedFile).isFile())
        return Error {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("file.absent"), .message = damagedFile};
    const DamagedFile source(damagedFile);
    const auto tables = source.isOpen()
        ? firstValue(source.sql(), QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name IN ('runs', 'lanes')"))
        : Result<QVariant>(unreadable(damagedFile, QStringLiteral("cannot be opened")));
    if (!tables)
        return unreadable(damagedFile, tables.error().message);
    if (tables.value().toInt() != 2)
        return unreadable(damagedFile, QStringLiteral("holds no history"));
    return Recovery(database, source).run();
}

} // namespace triptych
