// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpTransport.h"
#include "core/providers/CopilotHosts.h"

#include <variant>

/// How a person lets this program in by typing a code on a page of GitHub (RFC 8628): requests and answers as values.
/// Pure. Errors carry GitHub's own words and one of the causes "copilot.client", "copilot.denied", "copilot.expired",
/// "copilot.device_flow", "copilot.device_code", "copilot.grant", "copilot.sign_in", "copilot.page".
namespace triptych {

struct DeviceCode
{
    Secret deviceCode = {}; ///< Stands for this sign-in; GitHub hands the token out for it.
    QString userCode = {}; ///< What the person types.
    QUrl page = {}; ///< Where; always on the host that was asked.
    std::chrono::seconds life {900};
    std::chrono::seconds interval {5}; ///< Between two questions.
};

struct StillPending
{};
struct SlowDown
{
    std::optional<std::chrono::seconds> interval = {}; ///< Where GitHub names one.
};
/// A Secret is the token itself.
using DeviceAnswer = std::variant<StillPending, SlowDown, Secret>;

TransportRequest deviceCodeRequest(const CopilotHosts &hosts, const QString &clientId);
Result<DeviceCode> readDeviceCode(const HttpResponseHead &head, Secret body, const CopilotHosts &hosts);

TransportRequest accessTokenRequest(const CopilotHosts &hosts, const QString &clientId, const Secret &deviceCode);
Result<DeviceAnswer> readDeviceAnswer(const HttpResponseHead &head, Secret body);

} // namespace triptych
