// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ModelInfo.h"
#include "core/dialects/Front.h"
#include "core/gateway/routes/Routes.h"
#include "core/gateway/server/AnswerChannel.h"
#include "core/gateway/server/Occupancy.h"
#include "core/gateway/tokens/TokenClaims.h"
#include "core/run/LaneWatcher.h"
#include "core/run/RunPlan.h"

#include <set>

namespace triptych {

class RunEngine;
struct GatewayPath;

/// One call as it was asked for.
struct CallOrder
{
    const GatewayPath *path = nullptr;
    const Front *front = nullptr;
    ClientRequest request = {};
    RoutePlan plan = {};
    TokenClaims token = {};
    QByteArray id = {}; ///< Under which its client may speak of it.
    QByteArray via = {}; ///< For the model's server.
    MonotonicTime arrived {}; ///< When the last byte of the request came.
    std::optional<qint64> inputEstimate = {}; ///< For a client that is told of the input before the answer.
    Occupancy::Place place = {}; ///< Among what its token may have under way.
    double reservedUsd = 0; ///< Of the token's money.
};

/// How one call ended, for who counts and charges.
struct CallFigures
{
    const GatewayPath *path = nullptr;
    TokenClaims token = {};
    double reservedUsd = 0;
    QString asked = {}; ///< The model as the client named it.
    QString route = {};
    LaneRecord lane = {}; ///< Of the last model that was tried.
    int status = 0; ///< That the client was told; 499 where it had left.
    std::chrono::nanoseconds overhead {}; ///< Of the gateway's own.
    std::chrono::nanoseconds duration {};
    double spentUsd = 0; ///< On all models that were tried, estimated where a provider did not say.
};

class GatewayCall;

/// What calls share; the last of them to end takes it along.
struct CallServices
{
    RunEngine &engine;
    Clock &clock;
    Occupancy providers = {};
    int streamsPerProvider = 256;
    std::function<ModelInfo(const QString &provider, const QString &model)> modelInfo = {};
    bool isTapped = false; ///< Windows are told of calls, and the history keeps them whole.
    std::function<void(const CallFigures &)> callEnded = {};
    std::set<GatewayCall *> running = {};
};

/// Asks the models of a route one after the other until one has content, and says what it answers. Lives on the I/O
/// thread; kept alive by the lane that runs.
class GatewayCall final : public LaneWatcher, public std::enable_shared_from_this<GatewayCall>
{
    Q_DISABLE_COPY_MOVE(GatewayCall)

public:
    /// From then on a client is sent a sign of life where its protocol has one, and again each time.
    static constexpr std::chrono::milliseconds silence {10'000};

    GatewayCall(std::shared_ptr<CallServices> services, CallOrder order, std::shared_ptr<AnswerChannel> channel);
    ~GatewayCall() override;

    void start();
    void stop(); ///< Nobody waits for it any more. It has ended when this returns.

private:
    void laneWaits(const QueueNote &note) override;
    void lanePhaseChanged(LanePhase phase, const LaneTiming &soFar) override;
    void laneEvents(const StreamEvents &events, MonotonicTime arrived) override;
    void laneFinished(const LaneRecord &record) override;

    void doErrand();
    void tryNext();
    RunPlan runPlan(const LaneAddress &address) const;
    void begin();
    void write(const StreamEvents &events);
    void succeed(const LaneRecord &record);
    void fail(const Error &error);
    void refuse(const Error &error);
    void stayAlive();
    void abandoned();
    void close(int status);
    QByteArray overheadText() const;
    HttpHeaders headers(QByteArrayView contentType) const;
    bool isLast() const { return m_next >= m_order.plan.lanes.size(); }
    const LaneAddress &lane() const { return m_order.plan.lanes[m_next - 1]; }

    const std::shared_ptr<CallServices> m_services;
    CallOrder m_order;
    std::shared_ptr<AnswerChannel> m_channel;
    std::unique_ptr<EventWriter> m_writer;
    std::unique_ptr<Timer> m_alive;
    std::size_t m_next = 0; ///< Of the lanes, the one that is tried next.
    std::optional<LaneId> m_lane; ///< That runs.
    Occupancy::Place m_place;
    LaneRecord m_record; ///< Of the lane that ended last.
    double m_spentUsd = 0;
    StreamEvents m_held; ///< Until it has content.
    bool m_hasContent = false;
    bool m_isAbandoned = false;
    MonotonicTime m_laneStarted {};
    bool m_hasWaited = false; ///< The lane, for a server to start or before another try.
    MonotonicTime m_arrived {}; ///< What is written now.
    std::chrono::nanoseconds m_overheadBefore {}; ///< Until the model's server was asked.
    std::chrono::nanoseconds m_overheadAfter {}; ///< From its first bytes, or the last ones of a whole answer.
};

} // namespace triptych
