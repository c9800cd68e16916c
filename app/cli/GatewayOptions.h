// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gateway/GatewayHost.h"

#include <QCommandLineParser>

namespace triptych {

void declareGatewayOptions(QCommandLineParser &words);

/// That each option goes with `what` is to be done, such as "token new" or nothing: none is to be given in vain.
Result<> checkOptionsOf(const QString &what, const QCommandLineParser &words);

/// Where a gateway is to listen, and with whom it shares. Errors name the option.
Result<GatewayHost::Options> readGatewayOptions(const QCommandLineParser &words, const QDateTime &now);

/// The address for people, with %1 in the place of the port.
QString addressOf(const GatewayHost::Options &options);

} // namespace triptych
