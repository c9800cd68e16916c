// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/Adapter.h"
#include "core/latency/LatencyTrace.h"
#include "core/run/CircuitBreakers.h"
#include "core/run/Echoes.h"
#include "core/run/LaneDeadlines.h"
#include "core/run/RecordBuilder.h"
#include "core/run/RetryPolicy.h"
#include "core/run/RewrittenFields.h"
#include "core/run/RunEngine.h"
#include "core/stream/StreamDecoder.h"

namespace triptych {

/// What lanes share. The engine owns it; everything in it outlives them.
struct LaneServices
{
    HttpTransport &transport;
    EndpointSource &endpoints;
    Clock &clock;
    LaneLimits limits = {};
    RetryPolicy retries;
    RetryBucket bucket = {};
    CircuitBreakers breakers = {};
    bool isHeldBack = false; ///< Who receives is behind, so that no lane reads.
};

/// One prompt on its way to one model: the state machine between the queue and its end.
/// Lives on the I/O thread. Tells its end exactly once; after that it only drains its socket so that the connection can
/// be kept.
class Lane final : private HttpSink
{
    Q_DISABLE_COPY_MOVE(Lane)

public:
    struct Listener
    {
        std::function<void(const QueueNote &)> queued = [](const QueueNote &) {};
        std::function<void(LanePhase, const LaneTiming &)> phaseChanged = [](LanePhase, const LaneTiming &) {};
        std::function<void(const StreamEvents &, MonotonicTime arrived)> events
            = [](const StreamEvents &, MonotonicTime) {};
        std::function<void(const QString &parameter)> refused = {}; ///< A field that this model does not take.
        std::function<void(const LaneRecord &)> finished = {};
        std::function<void()> released = {}; ///< The lane may be destroyed; from a fresh stack.
    };

    Lane(LaneServices &services, LaneId id, RunId run, LanePlan plan, Listener listener);
    ~Lane() override;

    void begin(); ///< Its turn has come.
    void cancel();
    void stop(Error why); ///< Ends it with that error, whatever it was doing.
    void retryNow(); ///< These two end a wait before another try, and do nothing else.
    void giveUp();
    /// While it is held it does not read, and of its limits in time only the total counts.
    void setHeldBack(bool held); ///< By who follows all lanes …
    void setWatcherBehind(bool isBehind); ///< … or this one.
    bool hasEnded() const { return m_phase == LanePhase::Ended; }
    const QString &provider() const { return m_plan.address.provider; }
    RunId run() const { return m_run; }

private:
    void reached(TransportStep step, MonotonicTime at) override;
    void noted(const DialFact &fact, MonotonicTime at) override;
    void headArrived(const HttpResponseHead &head, MonotonicTime at) override;
    void bodyArrived(QByteArrayView bytes, MonotonicTime at) override;
    void ended(const std::optional<Error> &error, MonotonicTime at) override;

    void resolve();
    void send(AuthorisedEndpoint endpoint);
    void enter(LanePhase phase);
    void take(StreamEvents &events, MonotonicTime at);
    void tell(const StreamEvents &events, MonotonicTime at);
    void breakOff(const Error &why);
    Error refusal() const;
    void keepHeldText();
    void fail(Error error);
    void judge(const Error &error);
    void complete(FinishReason reason);
    void failForGood(Error error);
    bool renew(const Error &error);
    bool rewrite(const Error &error);
    bool retryLater(const Error &error);
    void startOver();
    void finish(LaneOutcome outcome, const std::optional<Error> &error);
    void drain();
    bool isWaiting() const { return m_retryReason && !m_pending && !m_exchange; } ///< For another try.
    QString origin() const;
    BreakerPlace place() const { return {m_plan.address.provider, origin(), m_endpoint.keyId}; }
    KeyViews keys() const { return keysOf(m_sent, m_endpoint.signer); }

    void applyHold();

    LaneServices &m_services;
    RunId m_run;
    LanePlan m_plan;
    Listener m_listener;

    LanePhase m_phase = LanePhase::Queued;
    LatencyTrace m_trace;
    RecordBuilder m_builder;
    LaneDeadlines m_deadlines;
    AuthorisedEndpoint m_endpoint;
    std::vector<SecretHeader> m_sent; ///< With the request that is being answered.
    HttpRequest m_request; ///< Without its body; for redirects and origins.
    HttpResponseHead m_head;
    QByteArray m_failureBody;
    RewrittenFields m_rewritten;
    bool m_wasRenewed = false;
    bool m_isHeldBack = false;
    bool m_isWatcherBehind = false;
    int m_namedWaits = 0;
    bool m_isProxied = false;
    std::optional<Error> m_retryReason; ///< What the try before failed with, until another is under way.
    MonotonicTime m_refusedAt {0}; ///< When it did.
    BreakerPass m_pass; ///< Of the try that is under way.
    std::unique_ptr<StreamDecoder> m_decoder;
    std::unique_ptr<Pending> m_pending;
    std::unique_ptr<Timer> m_retryTimer, m_drainTimer;
    std::unique_ptr<HttpExchange> m_exchange;
};

} // namespace triptych
