// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"

#include <QHash>
#include <chrono>

namespace triptych {

/// One request that was answered, whatever it was for.
struct RequestFigures
{
    QString route = {}; ///< Our own name of it, never what a client wrote; empty where there is none.
    QString method = {}; ///< As the client wrote it.
    int status = 0;
    std::chrono::nanoseconds duration {}; ///< Until the last byte of the answer.
};

enum class BreakerState : quint8 { Closed, Probing, Open };
struct BreakerFigures
{
    QString provider = {};
    QString origin = {}; ///< scheme://host:port; user info is not told.
    BreakerState state = BreakerState::Closed;
};

struct TokenFigures
{
    QString id = {}; ///< Of the token, never the token.
    QString label = {};
    double spentUsd = 0;
    std::optional<double> budgetUsd = {}; ///< Absent where there is no cap.
};

/// How the gateway stands at the moment of a scrape.
struct GatewayState
{
    qint64 activeRequests = 0;
    qint64 openConnections = 0;
    QHash<QString, int> streams = {}; ///< By the provider's id.
    std::vector<BreakerFigures> breakers = {};
    std::vector<TokenFigures> tokens = {};
    QHash<QString, qint64> idempotency = {}; ///< Requests since the start by result, such as "replayed".
    qint64 tokenCacheHits = 0; ///< Since the start.
    qint64 tokenCacheMisses = 0;
};

} // namespace triptych
