// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sql/Sql.h"
#include "tests/support/HistoryAnswers.h"

#include <QFile>
#include <QSignalSpy>

namespace triptych {

inline constexpr HistoryTimes quickTimes {.busy = std::chrono::milliseconds(200),
                                          .retry = std::chrono::milliseconds(100),
                                          .spoolCheck = std::chrono::milliseconds(100),
                                          .spoolWatch = std::chrono::milliseconds(10)};

/// Another program's hand on the same file.
class Beside
{
    Q_DISABLE_COPY_MOVE(Beside)

public:
    explicit Beside(const QString &file)
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("beside"));
        m_database.setDatabaseName(file);
        m_database.open();
    }
    ~Beside()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(QStringLiteral("beside"));
    }
    bool run(const QString &sql) { return bool(execute(m_database, sql)); }
    QVariant value(const QString &sql)
    {
        const auto found = firstValue(m_database, sql);
        return found ? found.value() : QVariant();
    }

private:
    QSqlDatabase m_database;
};

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline int rightsOfOthers(const QString &path) ///< Of the group and of everybody; 0: none.
{
    return int(QFile::permissions(path)) & 0x0077;
}

inline bool overwrite(const QString &path, const QByteArray &bytes, qint64 at = 0)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.seek(at) && file.write(bytes) == bytes.size();
}

inline QStringList causes(const QSignalSpy &problems)
{
    QStringList all;
    for (const auto &call : problems)
        all += call[0].value<Error>().cause;
    return all;
}

inline void fillHistory(const QString &folder, int runs, int answerLength = 500)
{
    HistoryStore history(folder, quickTimes);
    for (int run = 1; run <= runs; ++run)
        tellWholeRun(history, quint64(run), QStringLiteral("prompt %1").arg(run),
                     QString(answerLength, QLatin1Char('a')));
}

} // namespace triptych
