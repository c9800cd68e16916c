// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QUrl>
#include <optional>

namespace triptych {

struct ProviderPreset;

/// Where the three steps of GitHub Copilot are: signing in, exchanging the stored token, and the models. Known for
/// github.com, for a company's own GHE.com domain, and for a server on this machine that stands in for all of them.
struct CopilotHosts
{
    QUrl deviceCode = {};
    QUrl accessToken = {};
    QUrl exchange = {}; ///< The only place where the stored token goes.
    QUrl api = {};

    /// Of the base URL of a provider's entry; nothing for any other address.
    static std::optional<CopilotHosts> of(const QUrl &baseUrl);
    /// Whether requests may be sent there when an answer says that the account is served there.
    bool allowsApi(const QUrl &url) const;
};

/// The id by which GitHub knows Triptych: the field client_id, else what the packager built in for github.com. Empty:
/// Copilot is off.
QString copilotClientId(const ProviderPreset &preset, const QString &packaged);
QString packagedCopilotClientId();

} // namespace triptych
