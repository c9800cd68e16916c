// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/RunEngine.h"

#include "core/run/EventBatcher.h"
#include "core/run/Lane.h"
#include "core/run/LaneWatcher.h"

#include <atomic>
#include <deque>
#include <map>

namespace triptych {

namespace {

struct RunState
{
    int running = 0;
    int open = 0; ///< Waiting or running.
    int parallel = 0;
    bool isQuiet = false;
    std::unique_ptr<Timer> totalLimit;
};

/// A copy that waits in another thread's queue must not be what lets go of a watcher last.
RunPlan withoutWatchers(RunPlan plan)
{
    for (LanePlan &lane : plan.lanes)
        lane.watcher.reset();
    return plan;
}

/// Tells the watcher first: it is the one that nothing may hold up.
Lane::Listener watched(Lane::Listener listener, std::shared_ptr<LaneWatcher> watcher)
{
    listener.queued = [watcher, tell = std::move(listener.queued)](const QueueNote &note) {
        watcher->laneWaits(note);
        tell(note);
    };
    listener.phaseChanged
        = [watcher, tell = std::move(listener.phaseChanged)](LanePhase phase, const LaneTiming &soFar) {
              watcher->lanePhaseChanged(phase, soFar);
              tell(phase, soFar);
          };
    listener.events = [watcher, tell = std::move(listener.events)](const StreamEvents &events, MonotonicTime arrived) {
        watcher->laneEvents(events, arrived);
        tell(events, arrived);
    };
    listener.finished = [watcher, tell = std::move(listener.finished)](const LaneRecord &record) {
        watcher->laneFinished(record);
        tell(record);
    };
    return listener;
}

} // namespace

class RunEngine::Private
{
public:
    Private(RunEngine &engine, LaneServices shared)
        : q(engine),
          services(std::move(shared)),
          batcher(services.clock,
                  [this](LaneId lane, const StreamEvents &events, qint64 bytes) { tellEvents(lane, events, bytes); }),
          backlog(Backlog::create([this] {
              QMetaObject::invokeMethod(
                  &q, [this] { holdBack(false); }, Qt::QueuedConnection);
          }))
    {}
    ~Private() { backlog->silence(); }
    Q_DISABLE_COPY_MOVE(Private)

    StartedRun numbered(const RunPlan &plan); ///< On any thread.
    void admit(const StartedRun &run, RunPlan plan);
    void admitLane(LaneId id, const StartedRun &run, LanePlan plan);
    Lane::Listener signalling(LaneId id);
    void beginWhatMay();
    void beginLater();
    bool mayBegin(const Lane &lane);
    void tellEvents(LaneId lane, const StreamEvents &events, qint64 bytes);
    void holdBack(bool held);
    void laneFinished(LaneId id, const LaneRecord &record);
    /// Calls later, on the engine's thread, if the lane is still there then.
    void post(LaneId lane, void (Lane::*call)());
    void forLanesOf(RunId run, const std::function<void(Lane &)> &call);

    RunEngine &q;
    LaneServices services;
    EventBatcher batcher;
    std::shared_ptr<Backlog> backlog;
    std::atomic<quint64> nextRun {1};
    std::atomic<quint64> nextLane {1};
    std::map<LaneId, std::unique_ptr<Lane>> lanes;
    std::deque<LaneId> waiting;
    std::map<RunId, RunState> runs;
    QHash<QString, int> runningByProvider;
    bool isToBegin = false; ///< beginWhatMay() is under way; one look at the queue serves all lanes that ended.
};

StartedRun RunEngine::Private::numbered(const RunPlan &plan)
{
    StartedRun run {.id = RunId {nextRun++}};
    for (std::size_t i = 0; i < plan.lanes.size(); ++i)
        run.lanes.push_back(LaneId {nextLane++});
    return run;
}

void RunEngine::Private::admit(const StartedRun &run, RunPlan plan)
{
    RunState &state = runs[run.id];
    state.open = int(plan.lanes.size());
    state.parallel = plan.parallel;
    state.isQuiet = plan.isQuiet;
    if (plan.totalLimit) {
        state.totalLimit = services.clock.newTimer([this, id = run.id] {
            forLanesOf(
                id, [](Lane &lane) { lane.stop({.kind = ErrorKind::Timeout, .cause = QStringLiteral("deadline")}); });
        });
        state.totalLimit->start(*plan.totalLimit);
    }
    if (!plan.isQuiet)
        Q_EMIT q.runStarted(run, withoutWatchers(plan));
    for (std::size_t i = 0; i < run.lanes.size(); ++i)
        admitLane(run.lanes[i], run, std::move(plan.lanes[i]));
    if (run.lanes.empty()) {
        runs.erase(run.id);
        Q_EMIT q.runFinished(run.id);
    }
    beginWhatMay();
}

void RunEngine::Private::admitLane(LaneId id, const StartedRun &run, LanePlan plan)
{
    Lane::Listener listener = runs[run.id].isQuiet ? Lane::Listener() : signalling(id);
    listener.refused
        = [this, address = plan.address](const QString &parameter) { Q_EMIT q.parameterRefused(address, parameter); };
    listener.finished = [this, id](const LaneRecord &record) { laneFinished(id, record); };
    listener.released = [this, id] {
        const LaneId gone = id; // erasing destroys this very function
        lanes.erase(gone);
    };
    if (plan.watcher)
        listener = watched(std::move(listener), plan.watcher);
    lanes.emplace(id, std::make_unique<Lane>(services, id, run.id, std::move(plan), std::move(listener)));
    waiting.push_back(id);
}

Lane::Listener RunEngine::Private::signalling(LaneId id)
{
    Lane::Listener listener;
    listener.queued = [this, id](const QueueNote &note) { Q_EMIT q.laneQueued(id, note); };
    listener.phaseChanged = [this, id](LanePhase phase, const LaneTiming &soFar) {
        batcher.flush(id);
        Q_EMIT q.lanePhaseChanged(id, phase, soFar);
    };
    listener.events = [this, id](const StreamEvents &events, MonotonicTime) { batcher.add(id, events); };
    return listener;
}

bool RunEngine::Private::mayBegin(const Lane &lane)
{
    const RunState &run = runs[lane.run()];
    if (run.parallel > 0)
        return run.running < run.parallel;
    return runningByProvider.value(lane.provider()) < services.limits.lanesPerProvider;
}

void RunEngine::Private::beginWhatMay()
{
    std::vector<Lane *> ready;
    for (auto it = waiting.begin(); it != waiting.end();) {
        Lane &lane = *lanes.at(*it);
        if (!mayBegin(lane)) {
            ++it;
            continue;
        }
        it = waiting.erase(it);
        runs[lane.run()].running += 1;
        runningByProvider[lane.provider()] += 1;
        ready.push_back(&lane);
    }
    for (Lane *lane : ready) // lanes are released from a fresh stack only, so none of these can go meanwhile
        lane->begin();
}

void RunEngine::Private::tellEvents(LaneId lane, const StreamEvents &events, qint64 bytes)
{
    {
        const BacklogShare share = backlog->add(bytes);
        Q_EMIT q.laneEvents(lane, events, share);
    }
    if (!services.isHeldBack && backlog->isFull())
        holdBack(true);
}

/// For lanes that begin later, too.
void RunEngine::Private::holdBack(bool held)
{
    services.isHeldBack = held;
    for (const auto &[id, lane] : lanes)
        lane->setHeldBack(held);
}

void RunEngine::Private::laneFinished(LaneId id, const LaneRecord &record)
{
    batcher.flush(id);
    RunState &run = runs[record.run];
    const auto queued = std::find(waiting.begin(), waiting.end(), id);
    if (queued != waiting.end()) {
        waiting.erase(queued);
    } else {
        run.running -= 1;
        runningByProvider[record.provider] -= 1;
    }
    services.endpoints.laneEnded(record);
    const bool isQuiet = run.isQuiet;
    if (!isQuiet)
        Q_EMIT q.laneFinished(id, record);
    if (--run.open == 0) {
        runs.erase(record.run);
        if (!isQuiet)
            Q_EMIT q.runFinished(record.run);
    }
    beginLater();
}

void RunEngine::Private::beginLater()
{
    if (std::exchange(isToBegin, true))
        return;
    QMetaObject::invokeMethod(
        &q,
        [this] {
            isToBegin = false;
            beginWhatMay();
        },
        Qt::QueuedConnection);
}

void RunEngine::Private::post(LaneId lane, void (Lane::*call)())
{
    QMetaObject::invokeMethod(
        &q,
        [this, lane, call] {
            if (const auto it = lanes.find(lane); it != lanes.end())
                (it->second.get()->*call)();
        },
        Qt::QueuedConnection);
}

/// `call` may end lanes; they are released from a fresh stack only.
void RunEngine::Private::forLanesOf(RunId run, const std::function<void(Lane &)> &call)
{
    for (const auto &[id, lane] : lanes) {
        if (lane->run() == run)
            call(*lane);
    }
}

RunEngine::RunEngine(HttpTransport &transport, EndpointSource &endpoints, Clock &clock, const LaneLimits &limits,
                     QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(
          *this, LaneServices {transport, endpoints, clock, limits, RetryPolicy(std::random_device {}())}))
{}

RunEngine::~RunEngine() = default;

StartedRun RunEngine::start(RunPlan plan)
{
    StartedRun run = d->numbered(plan);
    QMetaObject::invokeMethod(
        this, [this, run, plan = std::move(plan)]() mutable { d->admit(run, std::move(plan)); }, Qt::QueuedConnection);
    return run;
}

StartedRun RunEngine::startHere(RunPlan plan)
{
    StartedRun run = d->numbered(plan);
    d->admit(run, std::move(plan));
    return run;
}

void RunEngine::setWatcherBehind(LaneId lane, bool isBehind)
{
    if (const auto it = d->lanes.find(lane); it != d->lanes.end())
        it->second->setWatcherBehind(isBehind);
}

bool RunEngine::isHealthy(const QString &provider) const
{
    return !d->services.breakers.wouldRefuseAll(provider, d->services.clock.monotonic());
}

std::vector<CircuitBreakers::Sight> RunEngine::breakers() const
{
    return d->services.breakers.all(d->services.clock.monotonic());
}

void RunEngine::cancel(RunId run)
{
    QMetaObject::invokeMethod(
        this, [this, run] { d->forLanesOf(run, [](Lane &lane) { lane.cancel(); }); }, Qt::QueuedConnection);
}

void RunEngine::cancelAll()
{
    for (const auto &[id, lane] : d->lanes)
        lane->cancel();
}

void RunEngine::stop(RunId run, const Error &why)
{
    QMetaObject::invokeMethod(
        this, [this, run, why] { d->forLanesOf(run, [&why](Lane &lane) { lane.stop(why); }); }, Qt::QueuedConnection);
}

void RunEngine::cancelLane(LaneId lane)
{
    d->post(lane, &Lane::cancel);
}

void RunEngine::cancelHere(LaneId lane)
{
    if (const auto it = d->lanes.find(lane); it != d->lanes.end())
        it->second->cancel();
}

void RunEngine::retryNow(LaneId lane)
{
    d->post(lane, &Lane::retryNow);
}

void RunEngine::giveUp(LaneId lane)
{
    d->post(lane, &Lane::giveUp);
}

void RunEngine::setLanesPerProvider(int lanes)
{
    QMetaObject::invokeMethod(
        this,
        [this, lanes] {
            d->services.limits.lanesPerProvider = lanes;
            d->beginWhatMay();
        },
        Qt::QueuedConnection);
}

} // namespace triptych
