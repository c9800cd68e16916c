// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/SpoolImporter.h"

#include "core/history/FileLock.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <algorithm>
#include <fcntl.h>

namespace triptych {

namespace {

Q_LOGGING_CATEGORY(log, "triptych.history")

constexpr qint64 bytesPerStep = 4 * 1024 * 1024;
constexpr std::chrono::milliseconds gatherTime {20};

QString stemOf(const QString &name)
{
    return name.section(QLatin1Char('.'), 0, 0);
}

} // namespace

SpoolImporter::SpoolImporter(const QSqlDatabase &database, const QString &folder, const QString &ownStem,
                             const HistoryTimes &times, QObject *parent)
    : QObject(parent),
      m_database(database),
      m_folder(folder),
      m_ownStem(ownStem),
      m_writer(database, folder, [this](const Error &error) { Q_EMIT refused(error); })
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(gatherTime);
    connect(&m_soon, &QTimer::timeout, this, &SpoolImporter::importAll);
    const auto lookSoon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, lookSoon);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, lookSoon);
    // That a process died changes no file; only its lock tells.
    m_check.setInterval(times.spoolCheck);
    connect(&m_check, &QTimer::timeout, this, &SpoolImporter::importAll);
    m_watchLater.setSingleShot(true);
    connect(&m_watchLater, &QTimer::timeout, this, &SpoolImporter::importAll);
    m_watchLater.start(times.spoolWatch);
}

QStringList SpoolImporter::spoolFiles() const
{
    return QDir(m_folder).entryList({QStringLiteral("*.ndjson")}, QDir::Files | QDir::NoSymLinks, QDir::Name);
}

void SpoolImporter::importAll()
{
    bool hasNews = false;
    std::optional<Error> fault;
    for (const QString &name : spoolFiles()) {
        const auto news = importFile(name);
        if (news)
            hasNews = hasNews || news.value();
        else
            fault = news.error();
    }
    const auto ended = endCrashed().andThen([this](Done) { return forgetRemovedFiles(); });
    if (!ended)
        fault = ended.error();
    watch();
    if (hasNews)
        Q_EMIT imported();
    if (fault)
        Q_EMIT failed(*fault);
}

Result<bool> SpoolImporter::importFile(const QString &name)
{
    bool hasNews = false;
    for (;;) {
        const auto step = importStep(name);
        if (!step)
            return step.error();
        hasNews = hasNews || step.value().lines > 0;
        if (!step.value().isFinished)
            continue;
        if (step.value().isAbandoned && !QFile::remove(m_folder + QLatin1Char('/') + name))
            return fileError(name);
        return hasNews || step.value().isAbandoned;
    }
}

/// One transaction: some lines, and how far they reach, so that none is ever taken in twice or left out.
Result<SpoolImporter::Step> SpoolImporter::importStep(const QString &name)
{
    const auto handle = openFile(m_folder + QLatin1Char('/') + name, O_RDONLY);
    if (!handle)
        return handle.error();
    const bool isAbandoned = tryLock(handle.value()); // before reading: what is read then is all there will be
    QFile file;
    if (!file.open(handle.value().descriptor(), QIODevice::ReadOnly))
        return fileError(name);
    auto place = placeIn(name, file);
    if (!place)
        return place.error();
    if (!file.seek(place.value().offset))
        return fileError(name);

    Transaction transaction(m_database);
    if (const auto begun = transaction.begin(); !begun)
        return begun.error();
    auto step = applyLines(file, stemOf(name), place.value().number);
    if (!step)
        return step;
    step.value().isAbandoned = isAbandoned;
    const auto noted
        = execute(m_database, QStringLiteral("INSERT OR REPLACE INTO spool(file, imported, number) VALUES(?, ?, ?)"),
                  {name, file.pos(), place.value().number});
    if (!noted)
        return noted.error();
    if (const auto committed = transaction.commit(); !committed)
        return committed.error();
    return step;
}

/// A process whose disk failed cuts off what it wrote and writes it again: then the place may lie behind the end or in
/// the middle of a line, and the numbers alone tell what is known.
Result<SpoolImporter::Place> SpoolImporter::placeIn(const QString &name, QFile &file) const
{
    auto known = execute(m_database, QStringLiteral("SELECT imported, number FROM spool WHERE file = ?"), {name});
    if (!known)
        return known.error();
    if (!known.value().next())
        return Place();
    Place place {known.value().value(0).toLongLong(), known.value().value(1).toLongLong()};
    char before = '\n';
    const bool isReadable = place.offset == 0 || (file.seek(place.offset - 1) && file.getChar(&before));
    if (!isReadable || before != '\n')
        place.offset = 0;
    return place;
}

Result<SpoolImporter::Step> SpoolImporter::applyLines(QFile &file, const QString &stem, qint64 &number)
{
    Step step;
    const qint64 limit = file.pos() + bytesPerStep;
    while (file.pos() < limit) {
        const qint64 lineStart = file.pos();
        const QByteArray line = file.readLine();
        if (!line.endsWith('\n')) { // still being written, or cut off by a crash
            file.seek(lineStart);
            step.isFinished = true;
            return step;
        }
        const auto applied = applyLine(line, stem, number);
        if (!applied)
            return applied.error();
        step.lines += applied.value() ? 1 : 0;
    }
    return step;
}

/// True when it changed something; a line that cannot be read, or is known, changes nothing.
Result<bool> SpoolImporter::applyLine(const QByteArray &line, const QString &stem, qint64 &number)
{
    const auto op = fromSpoolLine(line);
    if (!op) {
        qCWarning(log, "Skipped a line of spool file %s: %s", qUtf8Printable(stem), qUtf8Printable(op.error().message));
        return false;
    }
    const qint64 own = qint64(op.value().number);
    if (own != 0 && own <= number)
        return false;
    if (const auto applied = m_writer.apply(op.value(), stem); !applied)
        return applied.error();
    number = std::max(number, own);
    return true;
}

Result<> SpoolImporter::endCrashed()
{
    QStringList living {m_ownStem};
    for (const QString &name : spoolFiles())
        living += stemOf(name);
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto ended = HistoryWriter(m_database).endCrashedLanes(living);
    if (!ended)
        return ended.error();
    return transaction.commit();
}

/// The place in a file is forgotten only after the file is gone, or a crash in between would import it again.
Result<> SpoolImporter::forgetRemovedFiles()
{
    auto known = execute(m_database, QStringLiteral("SELECT file FROM spool"));
    if (!known)
        return known.error();
    const QStringList present = spoolFiles();
    QStringList gone;
    while (known.value().next()) {
        if (const QString name = known.value().value(0).toString(); !present.contains(name))
            gone += name;
    }
    for (const QString &name : gone) {
        if (const auto forgotten = execute(m_database, QStringLiteral("DELETE FROM spool WHERE file = ?"), {name});
            !forgotten)
            return forgotten.error();
    }
    return Done();
}

void SpoolImporter::watch()
{
    const QStringList present = spoolFiles();
    present.isEmpty() ? m_check.stop() : m_check.start();
    if (m_watchLater.isActive())
        return;
    if (m_watcher.directories().isEmpty())
        m_watcher.addPath(m_folder);
    for (const QString &name : present) {
        if (const QString path = m_folder + QLatin1Char('/') + name; !m_watcher.files().contains(path))
            m_watcher.addPath(path);
    }
}

} // namespace triptych
