// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/Backlog.h"
#include "core/run/CircuitBreakers.h"
#include "core/run/EndpointSource.h"
#include "core/run/LaneLimits.h"
#include "core/run/RunPlan.h"

#include <QObject>
#include <memory>

namespace triptych {

/// Sends one prompt to several models at once and reports each answer as it grows.
///
/// Lives on the I/O thread and never blocks; start and cancel may come from any thread (they post).
/// For every lane: phases move only forward (a retry before content may return to Queued),
/// events arrive in order, and laneFinished comes exactly once, also after cancel().
class RunEngine final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunEngine)

public:
    /// The references must outlive the engine; app/Session arranges that.
    RunEngine(HttpTransport &transport, EndpointSource &endpoints, Clock &clock, const LaneLimits &limits = {},
              QObject *parent = nullptr);
    ~RunEngine() override;

    StartedRun start(RunPlan plan);
    StartedRun startHere(
        RunPlan plan); ///< At once, on the engine's own thread. No watcher is called before it returns.
    void cancel(RunId run);
    void cancelAll(); ///< On the engine's own thread; every end is told before it returns.
    void stop(RunId run, const Error &why); ///< Ends what is left of a run with that error.
    void cancelLane(LaneId lane);
    void cancelHere(LaneId lane); ///< On the engine's own thread; its end is told before it returns.
    void retryNow(LaneId lane); ///< Ends the wait before another try, if it is in one …
    void giveUp(LaneId lane); ///< … or ends the lane instead, with what the try before failed with.
    /// On the engine's own thread: the lane reads nothing while its watcher cannot keep up.
    void setWatcherBehind(LaneId lane, bool isBehind);
    /// On the engine's own thread: whether the last tries at a provider leave a new one a chance.
    bool isHealthy(const QString &provider) const;
    std::vector<CircuitBreakers::Sight> breakers() const; ///< On the engine's own thread.
    void setLanesPerProvider(int lanes);

Q_SIGNALS:
    void runStarted(const triptych::StartedRun &run, const triptych::RunPlan &plan);
    void laneQueued(triptych::LaneId lane, const triptych::QueueNote &note);
    void lanePhaseChanged(triptych::LaneId lane, triptych::LanePhase phase, const triptych::LaneTiming &soFar);
    /// Batched: at most once in 8 ms for a lane unless much comes, and always before its phase or end is told. Without
    /// the terminal event: laneFinished tells the end. Nothing is read while receivers on other threads are 1 MiB
    /// behind; `share` is how the engine knows, and nothing to a slot.
    void laneEvents(triptych::LaneId lane, const triptych::StreamEvents &events, const triptych::BacklogShare &share);
    void laneFinished(triptych::LaneId lane, const triptych::LaneRecord &record);
    /// A model turned out not to know a field of the request; the lane goes on without it.
    void parameterRefused(const triptych::LaneAddress &lane, const QString &parameter);
    void runFinished(triptych::RunId run);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych

Q_DECLARE_METATYPE(triptych::LaneAddress)
Q_DECLARE_METATYPE(triptych::LaneTiming)
