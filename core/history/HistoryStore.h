// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"
#include "core/latency/LatencyStats.h"

#include <QObject>
#include <chrono>
#include <functional>
#include <memory>

namespace triptych {

/// One press of Run, as the list shows it.
struct RunSummary
{
    qint64 id = 0; ///< Of the history, not of the process.
    QDateTime startedAt = {}; ///< UTC.
    QString document = {};
    QString promptStart = {}; ///< At most 200 characters.
    bool isUnsaved = false; ///< Kept in memory until the disk takes it; its id is then below 0.
    struct Lane
    {
        qint64 id = 0;
        QString name = {}; ///< provider/model
        LaneOutcome outcome = LaneOutcome::Incomplete;
        bool isOpen = false; ///< Still running, here or in another process.
    };
    std::vector<Lane> lanes = {};
};

struct RunDetail
{
    RunSummary summary = {};
    QString prompt = {};
    std::vector<LaneRecord> lanes = {};
};

struct HistoryQuery
{
    QString text = {}; ///< Full text over prompts and answers; empty: all.
    QDateTime from = {};
    QDateTime to = {};
    qint64 beforeId = 0; ///< For paging: only older runs than this one; 0: from the newest.
    int limit = 200;
};

/// What begins to be recorded.
struct RunOpening
{
    RunId run = {};
    QDateTime startedAt = {};
    QString document = {};
    QString prompt = {};
    struct Lane
    {
        LaneId id = {};
        LaneRecord start = {}; ///< Provider, model, settings, index, repeat.
    };
    std::vector<Lane> lanes = {};
};

/// How patient the store is; tests are less so.
struct HistoryTimes
{
    std::chrono::milliseconds busy {5000}; ///< How long SQLite waits for another's lock.
    std::chrono::milliseconds retry {2000}; ///< After a disk that did not take what was told.
    std::chrono::milliseconds endBatch {50}; ///< Lanes that end within it share one durable commit.
    std::chrono::milliseconds spoolCheck {2000}; ///< How often live spool files and a free lock are looked for.
    std::chrono::milliseconds spoolWatch {1000}; ///< Until the spool is watched: who ends sooner need not end a watch.
};

/// Everything that was run, in SQLite. All work is done on a thread of its own; calls may come from any thread and
/// post. Callbacks come on the thread of `context` and not at all once that is gone. The first process of a home writes
/// the database; any other leaves a spool file that the writer imports.
class HistoryStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryStore)

public:
    /// `dataFolder` holds history.sqlite, lock and spool/. It is opened on the worker: problem() tells what went wrong.
    explicit HistoryStore(const QString &dataFolder, QObject *parent = nullptr);
    HistoryStore(const QString &dataFolder, const HistoryTimes &times, QObject *parent = nullptr);
    ~HistoryStore() override; ///< Waits until everything that was told is on disk.

    void beginRun(const RunOpening &opening);
    void appendText(LaneId lane, const QString &text, const QString &reasoning); ///< All of it so far.
    void finishLane(const LaneRecord &record);

    template<typename T>
    using Answer = std::function<void(Result<T>)>;
    void list(const HistoryQuery &query, QObject *context, Answer<std::vector<RunSummary>> answer);
    void detail(qint64 run, QObject *context, Answer<RunDetail> answer);
    /// Complete lanes only, oldest first.
    void samples(const QDateTime &since, QObject *context, Answer<std::vector<LatencySample>> answer);
    /// The same, summed up by model on the store's own thread.
    void latencies(const QDateTime &since, QObject *context, Answer<std::vector<LatencySummary>> answer);
    void remove(qint64 run, QObject *context, Answer<Done> answer);
    /// Answers how many runs went. An invalid end of the range is open.
    void removeRange(const QDateTime &from, const QDateTime &to, QObject *context, Answer<int> answer);
    /// Brings what can be read of a file that was set aside into the history; answers how many runs came. Only the
    /// process that writes can do it: history.busy in any other.
    void recover(const QString &damagedFile, QObject *context, Answer<int> answer);
    void keepDays(int days); ///< Removes what is older, now and from now on; 0 keeps for ever.

Q_SIGNALS:
    void changed(); ///< Runs came, ended or went.
    /// Something is wrong with the disk or the file; an Error with an empty cause says that it is well again.
    void problem(const triptych::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
