// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/CarefulWriter.h"
#include "core/history/FileLock.h"
#include "core/history/HistoryDatabase.h"
#include "core/history/HistoryQueue.h"
#include "core/history/Spool.h"
#include "core/history/SpoolImporter.h"

#include <QTimer>

namespace triptych {

/// HistoryStore's half on its own thread: who may write, what waits, and what to do when the disk says no.
class HistoryWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryWorker)

public:
    HistoryWorker(const QString &dataFolder, const HistoryTimes &times);

    void open();
    void close(); ///< Writes what waits, where it can.

    void tell(HistoryOp op);
    void tellText(LaneId lane, const QString &text, const QString &reasoning);

    Result<std::vector<RunSummary>> list(const HistoryQuery &query);
    Result<RunDetail> detail(qint64 run);
    Result<std::vector<LatencySample>> samples(const QDateTime &since);
    Result<Done> remove(qint64 run);
    Result<int> removeRange(const QDateTime &from, const QDateTime &to);
    Result<int> recover(const QString &damagedFile);
    void keepDays(int days);

Q_SIGNALS:
    void changed();
    void problem(const triptych::Error &error);

private:
    enum class Role : quint8 {
        Writer, ///< Holds the lock and writes the database.
        Spooler, ///< Another process writes, or the file is newer than this program.
        Waiting, ///< The folder takes nothing; all is kept in memory.
    };

    void openWriter();
    void becomeWriter(std::unique_ptr<HistoryDatabase> database);
    void becomeSpooler();
    void wait(const Error &error);
    void startAnew(const Error &why);
    Result<> replaceDamaged(const Error &why);
    template<typename T>
    Result<T> judged(Result<T> read);
    /// The runs that wait, each with its id in the database, where it has one.
    std::vector<std::pair<qint64, RunDetail>> unsavedRuns(const QSqlDatabase *database) const;

    void flush();
    Result<> write();
    Result<> commit();
    Result<> spool();
    void rescue();

    Result<const QSqlDatabase *> readable();
    Result<int> removeNow(const HistoryOp &op);
    void removeOld();
    void forgetRemoved();
    void report(const Error &error);
    void recovered();

    QString m_folder;
    HistoryTimes m_times;
    QString m_stem;
    Role m_role = Role::Waiting;
    bool m_isNewer = false;
    bool m_isWriting = false;
    int m_keepDays = 0;
    QString m_trouble; ///< The cause that was reported last and still holds.

    FileHandle m_lock;
    std::unique_ptr<HistoryDatabase> m_database; ///< Writes in the writer, reads elsewhere.
    std::unique_ptr<CarefulWriter> m_writer;
    std::unique_ptr<SpoolImporter> m_importer;
    std::unique_ptr<SpoolFile> m_spool;
    HistoryQueue m_queue;
    QTimer m_flushTimer;
    QTimer m_retryTimer;
    QTimer m_takeOverTimer;
    QTimer m_dailyTimer;
};

} // namespace triptych
