// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routes/GatewayConfig.h"
#include "core/gateway/store/CallLog.h"
#include "core/gateway/tokens/TokenRecord.h"
#include "ui/gateway/GatewayRow.h"

#include <QCoreApplication>

namespace triptych {

/// Makes the rows of the panel from what the gateway knows. Pure but for tr().
class GatewayRows
{
    Q_DECLARE_TR_FUNCTIONS(GatewayRows)

public:
    static GatewayRow of(const TokenRecord &token, const QDateTime &now);
    /// `label`: whose token it was.
    static GatewayRow of(const LoggedCall &call, const QString &label);
    static GatewayRow of(const Route &route);

    static QString timeText(const QDateTime &time); ///< Of today: the time; else with the day.

private:
    static QString limitsText(const TokenClaims &claims);
    static QString figuresText(const LoggedCall &call);
};

} // namespace triptych
