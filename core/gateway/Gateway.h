// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/Idempotency.h"
#include "core/gateway/idempotency/RedisAddress.h"
#include "core/gateway/metrics/GatewayMetrics.h"
#include "core/gateway/server/GatewayServer.h"
#include "core/gateway/store/CallLog.h"
#include "core/gateway/tokens/TokenBook.h"
#include "core/gateway/tokens/TokenDesk.h"

namespace triptych {

/// A whole gateway: the server with all that it asks. Lives on the I/O thread, with workers for its files.
class Gateway final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gateway)

public:
    struct Setup
    {
        QString databaseFile = {}; ///< data/gateway.sqlite
        QString keysFolder = {}; ///< config/gateway-keys
        std::shared_ptr<Clock> clock = {};
        std::optional<RedisAddress> redis = {}; ///< Where idempotency keys are shared with other machines.
        std::function<std::unique_ptr<Pending>(LanePlan, GatewayHelpers::Counted)> countTokens = {};
    };
    /// How it stands, for people.
    struct Status
    {
        std::size_t running = 0; ///< Calls.
        int connections = 0;
        int keys = 0; ///< Whose tokens it takes.
    };

    Gateway(RunEngine &engine, Setup setup);
    ~Gateway() override;

    GatewayServer &server() { return m_server; }
    CallLog &calls() { return m_calls; }
    TokenBook &tokens() { return m_book; }
    void reloadKeys(); ///< The folder of public keys has changed.
    Status status() const;

Q_SIGNALS:
    void callEnded(const triptych::LoggedCall &call);
    void problem(const triptych::Error &error); ///< Something is not kept; it goes on.

private:
    class Door;
    IdempotencyStore::Opener answers(const QString &databaseFile, std::optional<RedisAddress> redis) const;
    GatewayHelpers helpers();
    QByteArray metricsText();
    void ended(const CallFigures &figures);

    RunEngine &m_engine;
    Setup m_setup;
    Clock &m_clock;
    TokenBook m_book;
    TokenDesk m_desk;
    int m_keys = 0;
    CallLog m_calls;
    GatewayMetrics m_metrics;
    IdempotencyStore m_store;
    Idempotency m_idempotency;
    QHash<QString, qint64> m_keyResults;
    std::map<QString, TokenFigures> m_seen; ///< Tokens that were used since the start, by id.
    std::unique_ptr<Door> m_door;
    GatewayServer m_server;
};

} // namespace triptych

Q_DECLARE_METATYPE(triptych::LoggedCall)
