// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routes/GatewayConfig.h"
#include "core/gateway/server/GatewayGate.h"
#include "core/gateway/server/GatewayModels.h"
#include "core/gateway/server/ReplyDesk.h"

#include <QObject>
#include <random>

namespace triptych {

/// Takes orders for calls: reads them, finds where they lead, holds them against a token's limits and money, and has
/// each run once however often it is sent. Lives on the I/O thread.
class CallDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallDesk)

public:
    using Client = ReplyDesk::Client;

    /// The references outlive it.
    CallDesk(RunEngine &engine, Clock &clock, Doorkeeper &doorkeeper, const Via &via, const ReplyDesk &replies,
             const GatewayHelpers &helpers);
    ~CallDesk() override; ///< Calls that run are stopped; all that they cost until now is told.

    void setConfig(const GatewayConfig &config);
    void setModels(GatewayModels models) { m_models = std::move(models); }
    void setTapped(bool isTapped) { m_services->isTapped = isTapped; }
    const GatewayModels &models() const { return m_models; }
    const Routes &routes() const { return m_routes; }
    std::size_t running() const { return m_services->running.size(); }
    const Occupancy &streams() const { return m_services->providers; }

    void call(const Client &client, const Visit &visit);
    void countTokens(const Client &client, const Visit &visit);

private:
    void callOnce(const Client &client, CallOrder order);
    void decided(const Client &client, CallOrder order, Idempotency::Verdict verdict);
    void start(CallOrder order, const std::shared_ptr<AnswerChannel> &channel);
    Result<double> setAside(const CallOrder &order) const;
    void settle(const CallFigures &figures) const;
    Result<CallOrder> orderFor(const Client &client, const Visit &visit);
    Result<RoutePlan> planFor(const QString &name, const TokenClaims &token);

    RunEngine &m_engine;
    Clock &m_clock;
    Doorkeeper &m_doorkeeper;
    const Via &m_via;
    const ReplyDesk &m_replies;
    const GatewayHelpers &m_helpers;
    GatewayModels m_models;
    Routes m_routes;
    int m_streamsPerToken = 256;
    Occupancy m_tokens;
    std::shared_ptr<CallServices> m_services;
    std::mt19937_64 m_chance {std::random_device {}()};
};

} // namespace triptych
