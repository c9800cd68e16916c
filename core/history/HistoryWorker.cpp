// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryWorker.h"

#include "core/history/HistoryReader.h"
#include "core/history/HistoryWriter.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <fcntl.h>

namespace triptych {

namespace {

Q_LOGGING_CATEGORY(log, "triptych.history")

const QString newer = QStringLiteral("history.newer");
const QString damaged = QStringLiteral("history.damaged");

Result<> makeFolder(const QString &path)
{
    const QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (QDir(path).exists() || (QDir().mkpath(path) && QFile::setPermissions(path, ownerOnly)))
        return Done();
    return Error{.kind = ErrorKind::Storage, .cause = QStringLiteral("history.read_only"), .message = path};
}

} // namespace

HistoryWorker::HistoryWorker(const QString &dataFolder, const HistoryTimes &times)
    : m_folder(dataFolder),
      m_times(times),
      m_stem(newSpoolStem()),
      m_flushTimer(this),
      m_retryTimer(this),
      m_takeOverTimer(this),
      m_dailyTimer(this)
{
    for (QTimer *timer : {&m_flushTimer, &m_retryTimer})
        timer->setSingleShot(true);
    m_flushTimer.setInterval(times.endBatch);
    m_retryTimer.setInterval(times.retry);
    m_takeOverTimer.setInterval(times.spoolCheck);
    m_dailyTimer.setInterval(std::chrono::hours(1));
    connect(&m_flushTimer, &QTimer::timeout, this, &HistoryWorker::flush);
    connect(&m_retryTimer, &QTimer::timeout, this, &HistoryWorker::flush);
    connect(&m_takeOverTimer, &QTimer::timeout, this, &HistoryWorker::open);
    connect(&m_dailyTimer, &QTimer::timeout, this, &HistoryWorker::removeOld);
}

/// Also called again: by a spooler that looks whether the writer is gone, and while the folder takes nothing.
void HistoryWorker::open()
{
    const auto folders
        = makeFolder(m_folder).andThen([this](Done) { return makeFolder(m_folder + QStringLiteral("/spool")); });
    if (!folders)
        return wait(folders.error());
    auto lock = openFile(m_folder + QStringLiteral("/lock"), O_RDWR | O_CREAT);
    if (!lock)
        return wait(lock.error());
    if (!tryLock(lock.value()))
        return becomeSpooler();
    m_lock = std::move(lock).value();
    openWriter();
}

void HistoryWorker::openWriter()
{
    const QString file = m_folder + QStringLiteral("/history.sqlite");
    m_database.reset();
    auto opened = HistoryDatabase::openWriter(file, m_times.busy);
    if (!opened && opened.error().cause == damaged) {
        if (const auto replaced = replaceDamaged(opened.error()); !replaced)
            return wait(replaced.error());
        opened = HistoryDatabase::openWriter(file, m_times.busy);
    }
    if (opened)
        return becomeWriter(std::move(opened).value());
    if (opened.error().cause != newer)
        return wait(opened.error());
    // The newer program may write beside us; it also takes in what we leave in the spool.
    m_isNewer = true;
    m_lock = {};
    report(opened.error());
    becomeSpooler();
}

void HistoryWorker::becomeWriter(std::unique_ptr<HistoryDatabase> database)
{
    m_role = Role::Writer;
    m_database = std::move(database);
    m_spool.reset(); // its lock with it, so that the importer takes it in like any other
    m_takeOverTimer.stop();
    m_importer = std::make_unique<SpoolImporter>(m_database->sql(), m_folder + QStringLiteral("/spool"), m_stem,
                                                 m_times.spoolCheck);
    connect(m_importer.get(), &SpoolImporter::imported, this, &HistoryWorker::changed);
    connect(m_importer.get(), &SpoolImporter::failed, this, &HistoryWorker::report);
    m_importer->importAll();
    recovered();
    removeOld();
    m_dailyTimer.start();
    flush();
}

void HistoryWorker::becomeSpooler()
{
    m_role = Role::Spooler;
    if (!m_isNewer)
        m_takeOverTimer.start();
    flush();
}

void HistoryWorker::wait(const Error &error)
{
    m_role = Role::Waiting;
    m_lock = {};
    report(error);
    m_retryTimer.start();
}

Result<> HistoryWorker::replaceDamaged(const Error &why)
{
    m_importer.reset();
    m_database.reset();
    const auto aside = HistoryDatabase::setAside(m_folder + QStringLiteral("/history.sqlite"));
    if (!aside)
        return aside.error();
    qCWarning(log, "The history was damaged (%s); it lies in %s", qUtf8Printable(why.message),
              qUtf8Printable(aside.value()));
    Error told = why;
    told.message = aside.value();
    Q_EMIT problem(told); // no trouble that lasts: a new file follows at once
    return Done();
}

void HistoryWorker::tell(HistoryOp op)
{
    const bool mayWait = std::holds_alternative<EndLane>(op);
    m_queue.add(std::move(op));
    if (m_flushTimer.isActive() || m_retryTimer.isActive())
        return;
    if (mayWait)
        m_flushTimer.start();
    else
        flush();
}

void HistoryWorker::tellText(LaneId lane, const QString &text, const QString &reasoning)
{
    m_queue.addText(lane, text, reasoning);
    if (!m_flushTimer.isActive() && !m_retryTimer.isActive())
        flush();
}

void HistoryWorker::flush()
{
    m_flushTimer.stop();
    m_retryTimer.stop();
    if (m_role == Role::Waiting)
        return open(); // which flushes when it can
    if (m_queue.isEmpty() || m_isFlushing)
        return;
    m_isFlushing = true;
    const auto written = write();
    m_isFlushing = false;
    if (!written) {
        report(written.error());
        m_retryTimer.start();
        return;
    }
    m_queue.clear();
    recovered();
    Q_EMIT changed();
}

Result<> HistoryWorker::write()
{
    if (m_role == Role::Spooler)
        return spool();
    auto committed = commit();
    if (committed || committed.error().cause != damaged)
        return committed;
    startAnew(committed.error());
    return m_role == Role::Writer ? commit() : committed;
}

/// Damage that the check at the start did not meet.
void HistoryWorker::startAnew(const Error &why)
{
    if (const auto replaced = replaceDamaged(why); !replaced)
        return wait(replaced.error());
    openWriter();
}

Result<> HistoryWorker::commit()
{
    // An end is worth a wait for the disk; text on its way is not.
    const QString level = m_queue.hasEnds() ? QStringLiteral("FULL") : QStringLiteral("NORMAL");
    const auto levelled = execute(m_database->sql(), QStringLiteral("PRAGMA synchronous = ") + level);
    if (!levelled)
        return levelled.error();
    Transaction transaction(m_database->sql());
    if (auto begun = transaction.begin(); !begun)
        return begun;
    HistoryWriter writer(m_database->sql());
    for (const HistoryOp &op : m_queue.ops()) {
        if (auto applied = writer.apply(op, m_stem); !applied)
            return applied;
    }
    return transaction.commit();
}

Result<> HistoryWorker::spool()
{
    if (!m_spool) {
        auto created = SpoolFile::create(m_folder + QStringLiteral("/spool"), m_stem);
        if (!created)
            return created.error();
        m_spool = std::move(created).value();
    }
    return m_spool->append(m_queue.ops(), m_queue.hasEnds());
}

void HistoryWorker::close()
{
    if (!m_queue.isEmpty())
        flush();
    if (!m_queue.isEmpty())
        rescue();
    for (QTimer *timer : {&m_flushTimer, &m_retryTimer, &m_takeOverTimer, &m_dailyTimer})
        timer->stop();
    m_importer.reset();
    m_database.reset();
    m_spool.reset();
    m_lock = {};
}

/// The database did not take it to the last: a spool file may, for the next start.
void HistoryWorker::rescue()
{
    if (const auto kept = spool(); !kept)
        qCWarning(log, "The last lanes could not be recorded: %s", qUtf8Printable(kept.error().message));
}

Result<const QSqlDatabase *> HistoryWorker::readable()
{
    if (!m_queue.isEmpty() && !m_retryTimer.isActive())
        flush(); // who asks sees what was told before
    const QString file = m_folder + QStringLiteral("/history.sqlite");
    if (!m_database) {
        if (!QFile::exists(file))
            return nullptr;
        auto opened = HistoryDatabase::openReader(file, m_times.busy);
        if (!opened)
            return opened.error();
        m_database = std::move(opened).value();
    }
    return &m_database->sql();
}

template<typename T>
Result<T> HistoryWorker::judged(Result<T> read)
{
    if (!read && read.error().cause == damaged && m_role == Role::Writer)
        startAnew(read.error());
    return read;
}

Result<std::vector<RunSummary>> HistoryWorker::list(const HistoryQuery &query)
{
    const auto database = readable();
    auto runs = !database  ? Result<std::vector<RunSummary>>(database.error())
        : database.value() ? judged(readRuns(*database.value(), query))
                           : Result<std::vector<RunSummary>>(std::vector<RunSummary>());
    if (m_queue.isEmpty() || query.beforeId != 0)
        return runs;
    std::vector<RunSummary> all;
    for (RunDetail &unsaved : m_queue.unsavedRuns()) {
        if (unsaved.prompt.contains(query.text, Qt::CaseInsensitive))
            all.push_back(std::move(unsaved.summary));
    }
    if (!runs)
        return all.empty() ? runs : Result(all);
    all.insert(all.end(), runs.value().begin(), runs.value().end());
    return all;
}

Result<RunDetail> HistoryWorker::detail(qint64 run)
{
    for (RunDetail &unsaved : m_queue.unsavedRuns()) {
        if (unsaved.summary.id == run)
            return std::move(unsaved);
    }
    const auto database = readable();
    if (!database)
        return database.error();
    if (!database.value())
        return Error{.kind = ErrorKind::InvalidInput,
                     .cause = QStringLiteral("history.unknown_run"),
                     .message = QString::number(run)};
    return judged(readRun(*database.value(), run));
}

Result<std::vector<LatencySample>> HistoryWorker::samples(const QDateTime &since)
{
    const auto database = readable();
    if (!database)
        return database.error();
    if (!database.value())
        return std::vector<LatencySample>();
    return judged(readSamples(*database.value(), since));
}

Result<Done> HistoryWorker::remove(qint64 run)
{
    if (run < 0 && m_queue.dropRun(run)) {
        Q_EMIT changed();
        return Done();
    }
    return removeNow(RemoveRun{run}).andThen([](int) { return Result<Done>(Done()); });
}

Result<int> HistoryWorker::removeRange(const QDateTime &from, const QDateTime &to)
{
    return removeNow(RemoveRange{from, to});
}

/// What waits goes first, or a run could come after its own removal. Another process leaves the removal to the writer.
Result<int> HistoryWorker::removeNow(const HistoryOp &op)
{
    m_retryTimer.stop();
    const auto database = readable();
    if (!database)
        return database.error();
    if (!m_queue.isEmpty() || !database.value()) {
        return Error{.kind = ErrorKind::Storage,
                     .cause = m_trouble.isEmpty() ? QStringLiteral("history.busy") : m_trouble,
                     .message = m_folder};
    }
    int count = 1;
    const auto *range = std::get_if<RemoveRange>(&op);
    if (range) {
        const auto runs = readRuns(*database.value(), {.from = range->from, .to = range->to, .limit = -1});
        if (!runs)
            return runs.error();
        count = int(runs.value().size());
    }
    m_queue.add(op);
    const auto removed = write();
    m_queue.clear();
    if (!removed)
        return removed.error();
    Q_EMIT changed();
    return count;
}

void HistoryWorker::keepDays(int days)
{
    m_keepDays = days;
    removeOld();
}

void HistoryWorker::removeOld()
{
    if (m_keepDays <= 0 || m_role != Role::Writer)
        return;
    const auto removed = removeNow(RemoveRange{{}, QDateTime::currentDateTimeUtc().addDays(-m_keepDays)});
    if (!removed)
        report(removed.error());
}

void HistoryWorker::report(const Error &error)
{
    if (m_trouble == error.cause)
        return;
    m_trouble = error.cause;
    qCWarning(log, "%s: %s", qUtf8Printable(error.cause), qUtf8Printable(error.message));
    Q_EMIT problem(error);
}

void HistoryWorker::recovered()
{
    if (m_trouble.isEmpty() || m_trouble == newer)
        return;
    m_trouble = m_isNewer ? newer : QString();
    Q_EMIT problem(Error {.kind = ErrorKind::Storage, .cause = m_trouble});
}

} // namespace triptych
