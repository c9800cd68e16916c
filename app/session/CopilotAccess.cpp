// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/CopilotAccess.h"

#include "core/signin/AuthScheme.h"

namespace triptych {

namespace {

/// As a base URL is written in a file.
QString withoutSlash(const QUrl &url)
{
    const QString text = url.toString(QUrl::FullyEncoded);
    return text.endsWith(u'/') ? text.chopped(1) : text;
}

} // namespace

std::optional<Error> copilotFault(const ProviderPreset &preset)
{
    if (!copilotClientId(preset, packagedCopilotClientId()).isEmpty())
        return {};
    return Error {.kind = ErrorKind::Unauthorized,
                  .cause = QStringLiteral("copilot_off"),
                  .message = preset.id,
                  .hint = QStringLiteral("add_key")};
}

void CopilotAccess::letIn(AuthorisedEndpoint endpoint, Secret githubToken, Done done)
{
    const auto hosts = CopilotHosts::of(QUrl(endpoint.endpoint.baseUrl));
    auto sound = authorise({.kind = AuthKind::Bearer}, githubToken.clone());
    if (!hosts || !sound) {
        done(hosts ? sound.error()
                   : Error {.kind = ErrorKind::InvalidInput,
                            .cause = QStringLiteral("invalid_url"),
                            .message = endpoint.endpoint.baseUrl});
        return;
    }
    const CopilotAccount account {.keyId = endpoint.keyId,
                                  .hosts = *hosts,
                                  .proxy = endpoint.proxy,
                                  .proxySignIn = endpoint.proxySignIn.clone(),
                                  .caFile = endpoint.caFile};
    auto shared = std::make_shared<AuthorisedEndpoint>(std::move(endpoint));
    m_tokens.find(account, std::move(githubToken), [this, shared, done = std::move(done)](Result<CopilotGrant> grant) {
        if (grant)
            done(authorised(std::move(*shared), std::move(grant).value()));
        else
            done(grant.error());
    });
}

Result<AuthorisedEndpoint> CopilotAccess::authorised(AuthorisedEndpoint endpoint, CopilotGrant grant)
{
    auto header = authorise({.kind = AuthKind::Bearer}, std::move(grant.token));
    if (!header)
        return header.error();
    endpoint.secretHeaders = std::move(header.value().headers);
    endpoint.movedFrom = originOf(QUrl(endpoint.endpoint.baseUrl));
    endpoint.endpoint.baseUrl = withoutSlash(grant.api);
    endpoint.forget = [this, id = endpoint.keyId, number = grant.number] { m_tokens.forget(id, number); };
    return endpoint;
}

} // namespace triptych
