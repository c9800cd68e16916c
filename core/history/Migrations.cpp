// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/Migrations.h"

#include "core/history/FileLock.h"

#include <QFile>
#include <QFileInfo>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace triptych {

namespace {

/// The conversation seam: a run's prompt is a turn, every lane of it answers with a turn below.
const QString turnsTable = QStringLiteral(
    "CREATE TABLE turns(id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER REFERENCES turns(id) ON DELETE SET NULL,"
    " run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,"
    " lane INTEGER REFERENCES lanes(id) ON DELETE CASCADE)");

Migration firstSchema()
{
    return {{
        QStringLiteral("PRAGMA application_id = %1").arg(historyApplicationId),
        QStringLiteral("CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"),
        QStringLiteral("INSERT INTO meta VALUES('readable_from', '1')"),
        // origin: which process told it, and under which number; makes an import that is repeated harmless.
        QStringLiteral("CREATE TABLE runs(id INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT NOT NULL UNIQUE,"
                       " started_at INTEGER NOT NULL, document TEXT NOT NULL, prompt TEXT NOT NULL)"),
        QStringLiteral("CREATE INDEX runs_by_time ON runs(started_at, id)"),
        QStringLiteral("CREATE TABLE lanes(id INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT NOT NULL UNIQUE,"
                       " run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,"
                       " place INTEGER NOT NULL, repeat INTEGER NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,"
                       " started_at INTEGER NOT NULL, is_open INTEGER NOT NULL, outcome TEXT NOT NULL,"
                       " first_text_ms REAL, total_ms REAL, tokens_per_second REAL, record TEXT NOT NULL)"),
        QStringLiteral("CREATE INDEX lanes_of_run ON lanes(run, place, repeat)"),
        QStringLiteral("CREATE INDEX lanes_measured ON lanes(outcome, started_at)"),
        QStringLiteral("CREATE INDEX lanes_open ON lanes(is_open) WHERE is_open = 1"),
        // What an open lane said so far. An end moves it into the record.
        QStringLiteral("CREATE TABLE pieces(id INTEGER PRIMARY KEY,"
                       " lane INTEGER NOT NULL REFERENCES lanes(id) ON DELETE CASCADE, text TEXT, reasoning TEXT)"),
        QStringLiteral("CREATE INDEX pieces_of_lane ON pieces(lane, id)"),
        turnsTable,
        QStringLiteral("CREATE INDEX turns_of_run ON turns(run)"),
        QStringLiteral("CREATE INDEX turns_of_lane ON turns(lane)"),
        QStringLiteral("CREATE INDEX turns_below ON turns(parent)"),
        QStringLiteral("CREATE TABLE spool(file TEXT PRIMARY KEY, imported INTEGER NOT NULL) WITHOUT ROWID"),
        // Row 2 × run holds its prompt, row 2 × lane + 1 an answer.
        QStringLiteral("CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'unicode61 remove_diacritics 2')"),
    }};
}

/// A process that writes a line twice says so by its number.
Migration numberedSpool()
{
    return {{QStringLiteral("ALTER TABLE spool ADD COLUMN number INTEGER NOT NULL DEFAULT 0")}};
}

/// How long each lane waited in our own queue, so that no figure charges a model with it.
Migration queuedBeside()
{
    return {{QStringLiteral("ALTER TABLE lanes ADD COLUMN queued_ms REAL"),
             QStringLiteral("UPDATE lanes SET queued_ms = json_extract(record, '$.timing.queuedMs')"
                            " WHERE json_valid(record)")}};
}

Result<> syncFolderOf(const QString &file)
{
    const auto folder = openFile(QFileInfo(file).path(), O_RDONLY | O_DIRECTORY);
    if (!folder)
        return folder.error();
    return ::fsync(folder.value().descriptor()) == 0 ? Result<>(Done()) : fileError(file);
}

/// All that is committed, whatever part of it still lies in the log because somebody reads an older state.
Result<> copyTo(const QString &copy, const QSqlDatabase &database)
{
    const QString unfinished = copy + QStringLiteral(".tmp");
    QFile::remove(unfinished);
    const auto file = openFile(unfinished, O_RDWR | O_CREAT | O_EXCL); // SQLite would make it 0644
    if (!file)
        return file.error();
    if (const auto copied = execute(database, QStringLiteral("VACUUM INTO ?"), {unfinished}); !copied) {
        QFile::remove(unfinished);
        return copied.error();
    }
    if (::fsync(file.value().descriptor()) != 0
        || ::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(copy).constData()) != 0)
        return fileError(copy);
    return syncFolderOf(copy);
}

Result<> step(const QSqlDatabase &database, const Migration &migration, int version)
{
    Transaction transaction(database);
    return transaction.begin()
        .andThen([&](Done) { return executeAll(database, migration.statements); })
        .andThen([&](Done) { return executeAll(database, {QStringLiteral("PRAGMA user_version = %1").arg(version)}); })
        .andThen([&](Done) { return transaction.commit(); });
}

} // namespace

const std::vector<Migration> &historyMigrations()
{
    static const std::vector<Migration> steps {firstSchema(), numberedSpool(), queuedBeside()};
    return steps;
}

int schemaVersion(const QSqlDatabase &database)
{
    const auto version = firstValue(database, QStringLiteral("PRAGMA user_version"));
    return version ? version.value().toInt() : 0;
}

bool isReadable(const QSqlDatabase &database, int ownVersion)
{
    const auto oldest = firstValue(database, QStringLiteral("SELECT value FROM meta WHERE key = 'readable_from'"));
    bool isNumber = false;
    return oldest && oldest.value().toInt(&isNumber) <= ownVersion && isNumber;
}

Result<> migrate(const QSqlDatabase &database, const QString &file, const std::vector<Migration> &steps)
{
    const bool isNew = schemaVersion(database) == 0; // nothing is there to lose
    for (int version = schemaVersion(database); version < int(steps.size()); ++version) {
        if (!isNew) {
            if (auto copied = copyTo(QStringLiteral("%1.v%2.bak").arg(file).arg(version), database); !copied)
                return copied;
        }
        if (auto stepped = step(database, steps[std::size_t(version)], version + 1); !stepped)
            return stepped;
    }
    return Done();
}

} // namespace triptych
