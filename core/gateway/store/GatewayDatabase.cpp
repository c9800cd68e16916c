// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/store/GatewayDatabase.h"

#include "core/files/Descriptor.h"

#include <QFile>
#include <QSqlError>
#include <atomic>
#include <fcntl.h>
#include <sys/stat.h>

namespace triptych {

namespace {

/// Steps that shipped are never changed, only followed.
const std::vector<QStringList> &schema()
{
    static const std::vector<QStringList> steps {
        {QStringLiteral("CREATE TABLE tokens (id TEXT PRIMARY KEY, label TEXT NOT NULL, scope TEXT NOT NULL,"
                        " models TEXT NOT NULL, budget_usd REAL, issued_at INTEGER NOT NULL,"
                        " expires_at INTEGER NOT NULL, revoked_at INTEGER, last_used_at INTEGER,"
                        " spent_usd REAL NOT NULL DEFAULT 0, calls INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID"),
         QStringLiteral("CREATE TABLE answers (key BLOB PRIMARY KEY, body_hash BLOB NOT NULL, holder BLOB,"
                        " lease_until INTEGER NOT NULL, fence INTEGER NOT NULL, status INTEGER, headers BLOB,"
                        " body BLOB, expires_at INTEGER NOT NULL) WITHOUT ROWID"),
         QStringLiteral("CREATE INDEX answers_by_age ON answers (expires_at)"),
         QStringLiteral("CREATE TABLE fences (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL)"),
         QStringLiteral("INSERT INTO fences VALUES (1, 0)"),
         QStringLiteral("CREATE TABLE calls (id INTEGER PRIMARY KEY, ended_at INTEGER NOT NULL, token TEXT NOT NULL,"
                        " route TEXT NOT NULL, asked TEXT NOT NULL, lane TEXT NOT NULL, outcome TEXT NOT NULL,"
                        " cause TEXT NOT NULL, status INTEGER NOT NULL, figures TEXT NOT NULL)"),
         QStringLiteral("CREATE INDEX calls_by_age ON calls (ended_at)")},
    };
    return steps;
}

/// SQLite would make the file 0644; its journal takes over the mode that it finds.
Result<> makePrivate(const QString &file)
{
    const Descriptor made(::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!made.isOpen() || ::fchmod(made.fd(), 0600) != 0)
        return Error {.kind = ErrorKind::Storage, .cause = QStringLiteral("gateway.read_only"), .message = file};
    return Done();
}

/// Several processes may start at once: each looks again once it alone may write.
Result<> migrate(const QSqlDatabase &database)
{
    Transaction transaction(database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto version = firstValue(database, QStringLiteral("PRAGMA user_version"));
    if (!version)
        return version.error();
    const auto latest = int(schema().size());
    if (version.value().toInt() > latest)
        return Error {
            .kind = ErrorKind::Storage, .cause = QStringLiteral("gateway.newer"), .message = database.databaseName()};
    for (auto step = std::size_t(version.value().toInt()); step < schema().size(); ++step)
        if (auto taken = executeAll(database, schema()[step]); !taken)
            return taken;
    if (auto noted = execute(database, QStringLiteral("PRAGMA user_version = %1").arg(latest)); !noted)
        return noted.error();
    return transaction.commit();
}

} // namespace

GatewayDatabase::GatewayDatabase(const QString &file)
{
    static std::atomic<quint64> count = 0;
    m_name = QStringLiteral("gateway-%1").arg(++count);
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    m_database.setDatabaseName(file);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
}

GatewayDatabase::~GatewayDatabase()
{
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<GatewayDatabase>> GatewayDatabase::open(const QString &file)
{
    if (auto made = makePrivate(file); !made)
        return made.error();
    std::unique_ptr<GatewayDatabase> database(new GatewayDatabase(file));
    if (!database->m_database.open())
        return Error {.kind = ErrorKind::Storage,
                      .cause = QStringLiteral("gateway.read_only"),
                      .message = database->m_database.lastError().databaseText()};
    if (auto ready = database->prepare(); !ready)
        return ready.error();
    return database;
}

Result<> GatewayDatabase::prepare() const
{
    return executeAll(m_database,
                      {QStringLiteral("PRAGMA mmap_size = 0"), QStringLiteral("PRAGMA journal_mode = TRUNCATE"),
                       QStringLiteral("PRAGMA synchronous = FULL"), QStringLiteral("PRAGMA secure_delete = ON")})
        .andThen([this](Done) { return migrate(m_database); });
}

Result<qint64> GatewayDatabase::dataVersion() const
{
    const auto version = firstValue(m_database, QStringLiteral("PRAGMA data_version"));
    if (!version)
        return version.error();
    return version.value().toLongLong();
}

} // namespace triptych
