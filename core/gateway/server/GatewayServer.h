// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/Idempotency.h"
#include "core/gateway/metrics/GatewayFigures.h"
#include "core/gateway/routes/GatewayConfig.h"
#include "core/gateway/server/GatewayCall.h"
#include "core/gateway/server/GatewayGate.h"
#include "core/gateway/server/GatewayModels.h"
#include "core/net/HttpListener.h"
#include "core/net/ServerCertificate.h"

#include <random>

namespace triptych {

class Pending;

/// Stands in front of the engine and answers programs that speak one of four protocols. Lives on the I/O thread.
class GatewayServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayServer)

public:
    using Counted = std::function<void(std::optional<qint64> tokens)>;
    /// What it asks others for; each is called on the I/O thread.
    struct Helpers
    {
        std::function<std::unique_ptr<Pending>(LanePlan, Counted)> countTokens = {}; ///< Null: nobody counts.
        std::function<QByteArray()> metrics = {};
        std::function<void(const CallFigures &)> callEnded = {};
        std::function<void(const RequestFigures &)> requestEnded = {}; ///< Any other.
        std::function<void(const char *result)> keyUsed = {}; ///< What became of an idempotency key.
        Idempotency *idempotency = nullptr; ///< Null: keys are refused.
    };

    /// The references outlive it.
    GatewayServer(RunEngine &engine, Clock &clock, Doorkeeper &doorkeeper, Helpers helpers,
                  const ListenerLimits &limits = {});
    ~GatewayServer() override;

    /// Where it answers: 127.0.0.1 and ::1 on the same port, or one address over TLS.
    struct Place
    {
        quint16 port = 0; ///< 0 takes any.
        QHostAddress address = {}; ///< Null: the loopbacks.
        std::optional<ServerCertificate> certificate = {}; ///< Has to be there with an address.
        QByteArrayList names = {}; ///< By which clients may call it, beside the certificate's.
    };
    /// Gives the port. As HttpListener::listen(), and "gateway.plain" for an address without a certificate.
    Result<quint16> listen(const Place &place);
    /// From the next request on; what is under way goes on as it began.
    void setConfig(const GatewayConfig &config);
    void setModels(GatewayModels models) { m_models = std::move(models); }
    void setTapped(bool isTapped) { m_services->isTapped = isTapped; }
    const GatewayModels &models() const { return m_models; }
    int connections() const { return m_listener->connections(); }
    std::size_t callsRunning() const { return m_services->running.size(); }
    const Occupancy &streams() const { return m_services->providers; }

private:
    using Client = std::shared_ptr<ServedExchange>;
    Result<quint16> listenOnLoopback(quint16 port);
    /// Whose connection it is: the token's that its latest request came with.
    struct Owner
    {
        QString token = {};
        Occupancy::Place place = {};
    };
    std::optional<RequestFault> judge(const RequestHead &head, Owner &owner);
    std::pair<HttpHeaders, QByteArray> refusal(const RequestFault &fault, const RequestHead *head) const;
    void answer(const Client &client);
    void serve(const Client &client, const Visit &visit);
    void call(const Client &client, const Visit &visit);
    void callOnce(const Client &client, const Visit &visit, CallOrder order);
    void decided(const Client &client, CallOrder order, Idempotency::Verdict verdict);
    void start(CallOrder order, const std::shared_ptr<AnswerChannel> &channel);
    Result<double> setAside(const CallOrder &order) const;
    void settle(const CallFigures &figures) const;
    void countTokens(const Client &client, const Visit &visit);
    void show(const Client &client, const Visit &visit) const;
    Result<CallOrder> orderFor(const Client &client, const Visit &visit);
    Result<RoutePlan> planFor(const QString &name, const TokenClaims &token);
    void fail(const Client &client, const GatewayPath &path, const Error &error) const;

    RunEngine &m_engine;
    Doorkeeper &m_doorkeeper;
    Clock &m_clock;
    Helpers m_helpers;
    Via m_via {Via::newId()};
    GatewayGate m_gate;
    GatewayModels m_models;
    Routes m_routes;
    int m_streamsPerToken = 256;
    int m_connectionsPerToken = 512;
    Occupancy m_tokens;
    Occupancy m_owners; ///< Of connections.
    std::shared_ptr<CallServices> m_services;
    std::mt19937_64 m_chance {std::random_device {}()};
    std::unique_ptr<HttpListener> m_listener;
};

} // namespace triptych
