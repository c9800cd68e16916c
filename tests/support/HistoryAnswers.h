// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/HistoryStore.h"

#include <QTest>

namespace triptych {

/// Asks the history and waits for its answer; an Error with cause "test.timeout" when none comes.
template<typename T, typename Ask>
Result<T> answerOf(Ask ask, int patienceMs = 20'000)
{
    std::optional<Result<T>> got;
    QObject context;
    ask(&context, HistoryStore::Answer<T>([&got](Result<T> answer) { got.emplace(std::move(answer)); }));
    if (!QTest::qWaitFor([&got] { return got.has_value(); }, patienceMs))
        return Error {.cause = QStringLiteral("test.timeout")};
    return *got;
}

inline Result<std::vector<RunSummary>> runsOf(HistoryStore &history, const HistoryQuery &query = {})
{
    return answerOf<std::vector<RunSummary>>(
        [&](QObject *context, auto answer) { history.list(query, context, answer); });
}

inline Result<RunDetail> detailOf(HistoryStore &history, qint64 run)
{
    return answerOf<RunDetail>([&](QObject *context, auto answer) { history.detail(run, context, answer); });
}

inline QStringList promptsOf(const std::vector<RunSummary> &runs)
{
    QStringList prompts;
    for (const RunSummary &run : runs)
        prompts += run.promptStart;
    return prompts;
}

/// A lane as the engine would begin it.
inline LaneRecord laneStart(quint64 lane, quint64 run, const QString &model = QStringLiteral("demo"))
{
    return {.id = LaneId(lane),
            .run = RunId(run),
            .index = int(lane % 100),
            .provider = QStringLiteral("local"),
            .model = model,
            .startedAt = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC)};
}

/// A run whose lanes are numbered run × 100, run × 100 + 1 …
inline RunOpening opening(quint64 run, const QString &prompt, int lanes = 1,
                          const QDateTime &at = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC))
{
    RunOpening opening {.run = RunId(run), .startedAt = at, .document = QStringLiteral("a.prompty"), .prompt = prompt};
    for (int i = 0; i < lanes; ++i) {
        opening.lanes.push_back({LaneId(run * 100 + quint64(i)), laneStart(run * 100 + quint64(i), run)});
        opening.lanes.back().start.startedAt = at;
    }
    return opening;
}

inline LaneRecord completed(const RunOpening::Lane &lane, const QString &text)
{
    LaneRecord record = lane.start;
    record.outcome = LaneOutcome::Complete;
    record.finish = FinishReason::Stop;
    record.text = text;
    record.timing = {.queuedMs = 0.5, .firstTextMs = 40.25, .totalMs = 150.5, .outputTokensPerSecond = 557.0};
    return record;
}

/// Begins a run and ends all its lanes.
inline void tellWholeRun(HistoryStore &history, quint64 run, const QString &prompt, const QString &answer,
                         const QDateTime &at = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC))
{
    const RunOpening begun = opening(run, prompt, 1, at);
    history.beginRun(begun);
    for (const RunOpening::Lane &lane : begun.lanes)
        history.finishLane(completed(lane, answer));
}

} // namespace triptych
