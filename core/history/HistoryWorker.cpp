// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryWorker.h"

#include "core/history/HistoryReader.h"
#include "core/history/Recovery.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QScopedValueRollback>
#include <algorithm>
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
    return Error {.kind = ErrorKind::Storage, .cause = QStringLiteral("history.read_only"), .message = path};
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
    m_writer.reset();
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
    const QString spoolFolder = m_folder + QStringLiteral("/spool");
    m_writer = std::make_unique<CarefulWriter>(m_database->sql(), spoolFolder,
                                               [this](const Error &error) { Q_EMIT problem(error); });
    m_importer = std::make_unique<SpoolImporter>(m_database->sql(), spoolFolder, m_stem, m_times);
    connect(m_importer.get(), &SpoolImporter::imported, this, &HistoryWorker::changed);
    connect(m_importer.get(), &SpoolImporter::failed, this, &HistoryWorker::report);
    connect(m_importer.get(), &SpoolImporter::refused, this, &HistoryWorker::problem);
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
    m_writer.reset();
    m_database.reset();
    const auto aside = HistoryDatabase::setAside(m_folder + QStringLiteral("/history.sqlite"));
    if (!aside)
        return aside.error();
    qCWarning(log, "The history was damaged (%s); it lies in %s", qUtf8Printable(why.message),
              qUtf8Printable(aside.value()));
    m_queue.startOver();
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
    if (m_queue.isEmpty() || m_isWriting)
        return;
    const auto written = write();
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
    const QScopedValueRollback writing(m_isWriting, true);
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
    for (const NumberedOp &op : m_queue.ops()) {
        if (auto applied = m_writer->apply(op, m_stem); !applied)
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
    m_queue.freeze();
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
    m_writer.reset();
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

std::vector<std::pair<qint64, RunDetail>> HistoryWorker::unsavedRuns(const QSqlDatabase *database) const
{
    std::vector<std::pair<qint64, RunDetail>> runs;
    for (HistoryQueue::Unsaved &unsaved : m_queue.unsavedRuns()) {
        qint64 id = unsaved.detail.summary.id;
        if (unsaved.isBegun) {
            if (!database)
                continue;
            const auto row = HistoryWriter(*database).runOf(unsaved.run, m_stem);
            if (!row || !row.value())
                continue; // in a spool file that no writer has read yet, or removed meanwhile
            id = *row.value();
        }
        runs.emplace_back(id, std::move(unsaved.detail));
    }
    return runs;
}

Result<std::vector<RunSummary>> HistoryWorker::list(const HistoryQuery &query)
{
    const auto database = readable();
    auto waiting = unsavedRuns(database ? database.value() : nullptr);
    auto runs = !database  ? Result<std::vector<RunSummary>>(database.error())
        : database.value() ? judged(readRuns(*database.value(), query))
                           : Result<std::vector<RunSummary>>(std::vector<RunSummary>());
    std::vector<RunSummary> all;
    for (auto &[id, unsaved] : waiting) {
        if (id < 0 && query.beforeId == 0 && unsaved.prompt.contains(query.text, Qt::CaseInsensitive))
            all.push_back(std::move(unsaved.summary));
        if (id < 0 || !runs)
            continue;
        for (RunSummary &stored : runs.value()) {
            if (stored.id == id)
                overlay(unsaved, stored);
        }
    }
    if (!runs)
        return all.empty() ? runs : Result(all);
    all.insert(all.end(), runs.value().begin(), runs.value().end());
    return all;
}

Result<RunDetail> HistoryWorker::detail(qint64 run)
{
    const auto database = readable();
    const auto waiting = unsavedRuns(database ? database.value() : nullptr);
    const auto unsaved
        = std::find_if(waiting.begin(), waiting.end(), [run](const auto &one) { return one.first == run; });
    if (run < 0 && unsaved != waiting.end())
        return unsaved->second;
    if (!database)
        return database.error();
    if (!database.value()) {
        return Error {.kind = ErrorKind::InvalidInput,
                      .cause = QStringLiteral("history.unknown_run"),
                      .message = QString::number(run)};
    }
    auto stored = judged(readRun(*database.value(), run));
    if (stored && unsaved != waiting.end())
        overlay(unsaved->second, stored.value());
    return stored;
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
    return removeNow(RemoveRun {run}).andThen([](int) { return Result<Done>(Done()); });
}

Result<int> HistoryWorker::removeRange(const QDateTime &from, const QDateTime &to)
{
    // Another process takes it out of the spool later; what was recorded after the click is not meant then.
    const bool isLater = m_role == Role::Spooler && !to.isValid();
    return removeNow(RemoveRange {from, isLater ? QDateTime::currentDateTimeUtc() : to});
}

/// What waits goes first, or a run could come after its own removal. Another process leaves the removal to the writer.
Result<int> HistoryWorker::removeNow(const HistoryOp &op)
{
    m_retryTimer.stop();
    const auto database = readable();
    if (!database)
        return database.error();
    if (!m_queue.isEmpty() || !database.value()) {
        return Error {.kind = ErrorKind::Storage,
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
    if (const auto removed = write(); !removed) {
        m_queue.dropRemovals();
        if (!m_queue.isEmpty()) // the file was replaced on the way, and what goes on is to be told to the new one
            m_retryTimer.start();
        return removed.error();
    }
    m_queue.clear();
    forgetRemoved();
    Q_EMIT changed();
    return count;
}

/// What was removed while it ran is not told again when the file is lost.
void HistoryWorker::forgetRemoved()
{
    if (m_role != Role::Writer)
        return;
    const HistoryWriter writer(m_database->sql());
    m_queue.forgetRuns([&](const OpenRun &run) {
        const auto row = writer.runOf(run.opening.run, m_stem);
        return row && !row.value();
    });
}

Result<int> HistoryWorker::recover(const QString &damagedFile)
{
    flush(); // what is on its way has its place before an older state of it comes
    if (m_role != Role::Writer) {
        return Error {.kind = ErrorKind::Storage,
                      .cause = m_trouble.isEmpty() ? QStringLiteral("history.busy") : m_trouble,
                      .message = m_folder};
    }
    auto count = recoverInto(m_database->sql(), damagedFile);
    if (!count || count.value() > 0)
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
    if (m_keepDays <= 0 || m_role != Role::Writer || m_isWriting)
        return;
    const auto removed = removeNow(RemoveRange {{}, QDateTime::currentDateTimeUtc().addDays(-m_keepDays)});
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
