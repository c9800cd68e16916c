// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryDatabase.h"

#include "core/history/FileLock.h"
#include "core/history/Migrations.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSqlError>
#include <QUrl>
#include <atomic>
#include <fcntl.h>
#include <sys/stat.h>

namespace triptych {

namespace {

/// Larger files are not read whole at the start; their faults show when they are met.
constexpr qint64 largestCheckedFile = 32 * 1024 * 1024;

Error damaged(const QString &why)
{
    return {.kind = ErrorKind::Storage, .cause = QStringLiteral("history.damaged"), .message = why};
}

int latestVersion()
{
    return int(historyMigrations().size());
}

/// SQLite would make the file 0644; its -wal and -shm take over the mode that they find.
Result<> makePrivate(const QString &file)
{
    const auto handle = openFile(file, O_RDWR | O_CREAT);
    if (!handle)
        return handle.error();
    if (::fchmod(handle.value().descriptor(), 0600) != 0)
        return fileError(file);
    return Done();
}

Result<> checkHeader(const QString &file)
{
    QFile bytes(file);
    if (!bytes.open(QIODevice::ReadOnly))
        return Error {.kind = ErrorKind::Storage, .cause = QStringLiteral("history.read_only"), .message = file};
    const QByteArray magic("SQLite format 3", 16);
    if (bytes.size() > 0 && bytes.read(magic.size()) != magic)
        return damaged(QStringLiteral("%1 is not a database").arg(file));
    return Done();
}

QString options(std::chrono::milliseconds busy, const char *more = "")
{
    return QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busy.count()) + QLatin1String(more);
}

} // namespace

HistoryDatabase::HistoryDatabase()
{
    static std::atomic<quint64> count = 0;
    m_name = QStringLiteral("history-%1").arg(++count);
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
}

HistoryDatabase::~HistoryDatabase()
{
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<> HistoryDatabase::connect(const QString &file, const QString &connectOptions)
{
    m_database.setDatabaseName(file);
    m_database.setConnectOptions(connectOptions);
    if (!m_database.open()) {
        return Error {.kind = ErrorKind::Storage,
                      .cause = QStringLiteral("history.read_only"),
                      .message = m_database.lastError().databaseText()};
    }
    return Done();
}

/// Is it ours, and of a version that this program knows?
Result<> HistoryDatabase::examine() const
{
    const auto version = firstValue(m_database, QStringLiteral("PRAGMA user_version"));
    if (!version)
        return version.error();
    const auto tables = firstValue(m_database, QStringLiteral("SELECT count(*) FROM sqlite_master"));
    if (!tables)
        return tables.error();
    if (tables.value().toInt() == 0 && version.value().toInt() == 0)
        return Done();
    const auto owner = firstValue(m_database, QStringLiteral("PRAGMA application_id"));
    if (!owner || owner.value().toInt() != historyApplicationId)
        return damaged(QStringLiteral("%1 is a database of another program").arg(m_database.databaseName()));
    if (version.value().toInt() > latestVersion()) {
        return Error {
            .kind = ErrorKind::Storage, .cause = QStringLiteral("history.newer"), .message = m_database.databaseName()};
    }
    return Done();
}

Result<> HistoryDatabase::checkPages(qint64 fileSize) const
{
    const QString thorough = QStringLiteral("PRAGMA quick_check(1)");
    const QString brief
        = QStringLiteral("SELECT 'ok' FROM (SELECT (SELECT max(id) FROM runs), (SELECT max(id) FROM lanes))");
    const auto verdict = firstValue(m_database, fileSize <= largestCheckedFile ? thorough : brief);
    if (!verdict && verdict.error().cause == QLatin1String("history.busy"))
        return verdict.error();
    if (!verdict || verdict.value().toString() != QLatin1String("ok"))
        return damaged(verdict ? verdict.value().toString() : verdict.error().message);
    return Done();
}

HistoryDatabase::Opened HistoryDatabase::openWriter(const QString &file, std::chrono::milliseconds busy)
{
    auto ready = makePrivate(file).andThen([&](Done) { return checkHeader(file); });
    if (!ready)
        return ready.error();
    const qint64 size = QFileInfo(file).size();
    if (size > 0) {
        // A look that cannot write comes first: closing a writer would checkpoint into a file that is not ours to
        // touch, or that is damaged and may be all that is left.
        HistoryDatabase look;
        ready = look.connect(file, options(busy, ";QSQLITE_OPEN_READONLY"))
                    .andThen([&](Done) { return look.examine(); })
                    .andThen([&](Done) { return look.checkPages(size); });
        if (!ready)
            return ready.error();
    }
    std::unique_ptr<HistoryDatabase> opened(new HistoryDatabase);
    ready = opened->connect(file, options(busy))
                .andThen([&](Done) {
                    return executeAll(
                        opened->sql(),
                        {QStringLiteral("PRAGMA mmap_size = 0"), QStringLiteral("PRAGMA journal_mode = WAL"),
                         QStringLiteral("PRAGMA synchronous = NORMAL"), QStringLiteral("PRAGMA secure_delete = ON"),
                         QStringLiteral("PRAGMA foreign_keys = ON")});
                })
                .andThen([&](Done) { return migrate(opened->sql(), file, historyMigrations()); });
    if (!ready)
        return ready.error();
    return opened;
}

HistoryDatabase::Opened HistoryDatabase::openReader(const QString &file, std::chrono::milliseconds busy)
{
    std::unique_ptr<HistoryDatabase> opened(new HistoryDatabase);
    auto ready = opened->connect(file, options(busy, ";QSQLITE_OPEN_READONLY"))
                     .andThen([&](Done) {
                         return executeAll(opened->sql(), {QStringLiteral("PRAGMA wal_autocheckpoint = 0")});
                     })
                     .andThen([&](Done) { return opened->examine(); });
    if (!ready && ready.error().cause == QLatin1String("history.read_only")
        && !QFileInfo(QFileInfo(file).path()).isWritable()) {
        // In a folder that nobody may write to, the -shm file cannot be made; then nobody changes the file either.
        QUrl url = QUrl::fromLocalFile(file);
        url.setQuery(QStringLiteral("immutable=1"));
        opened->sql().isOpen() ? opened->m_database.close() : void();
        ready
            = opened
                  ->connect(url.toString(QUrl::FullyEncoded), options(busy, ";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"))
                  .andThen([&](Done) { return opened->examine(); });
    }
    if (!ready
        && (ready.error().cause != QLatin1String("history.newer") || !isReadable(opened->sql(), latestVersion())))
        return ready.error();
    return opened;
}

Result<QString> HistoryDatabase::setAside(const QString &file)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString aside = QStringLiteral("%1.damaged-%2").arg(file, stamp);
    for (int more = 2; QFileInfo::exists(aside); ++more)
        aside = QStringLiteral("%1.damaged-%2-%3").arg(file, stamp).arg(more);
    if (!QFile::rename(file, aside))
        return fileError(file);
    QFile::rename(file + QStringLiteral("-wal"), aside + QStringLiteral("-wal"));
    QFile::remove(file + QStringLiteral("-shm"));
    return aside;
}

} // namespace triptych
