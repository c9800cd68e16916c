// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/CopilotHosts.h"

#include "core/providers/ProviderPreset.h"

namespace triptych {

namespace {

constexpr QLatin1String publicApi("api.githubcopilot.com");
constexpr QLatin1String companyApi("copilot-api.");

QUrl https(const QString &host, const QString &path = {})
{
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(host);
    url.setPath(path);
    return url;
}

CopilotHosts hostsOf(const QUrl &site, const QUrl &restApi, const QUrl &api)
{
    const auto at = [](QUrl url, const char *path) {
        url.setPath(QLatin1String(path));
        return url;
    };
    return {.deviceCode = at(site, "/login/device/code"),
            .accessToken = at(site, "/login/oauth/access_token"),
            .exchange = at(restApi, "/copilot_internal/v2/token"),
            .api = api};
}

bool isBelow(const QString &host, const QString &domain)
{
    return host == domain || host.endsWith(QLatin1Char('.') + domain);
}

/// Of the address of the models, that of which it is a part.
QString domainOf(const QString &apiHost)
{
    return apiHost == publicApi ? QStringLiteral("githubcopilot.com") : apiHost.mid(companyApi.size());
}

} // namespace

std::optional<CopilotHosts> CopilotHosts::of(const QUrl &baseUrl)
{
    const QString host = baseUrl.host().toLower();
    if (!baseUrl.userInfo().isEmpty() || baseUrl.hasQuery() || baseUrl.hasFragment())
        return {};
    if (isLoopbackHost(host))
        return hostsOf(baseUrl, baseUrl, baseUrl);
    if (baseUrl.scheme() != QLatin1String("https") || baseUrl.port(443) != 443)
        return {};
    if (host == publicApi)
        return hostsOf(https(QStringLiteral("github.com")), https(QStringLiteral("api.github.com")), baseUrl);
    if (!host.startsWith(companyApi) || !domainOf(host).contains(QLatin1Char('.')))
        return {};
    return hostsOf(https(domainOf(host)), https(QStringLiteral("api.") + domainOf(host)), baseUrl);
}

bool CopilotHosts::allowsApi(const QUrl &url) const
{
    const QString host = url.host().toLower();
    if (!url.isValid() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return false;
    if (isLoopbackHost(api.host()))
        return originOf(url) == originOf(api);
    return url.scheme() == QLatin1String("https") && url.port(443) == 443
        && isBelow(host, domainOf(api.host().toLower()));
}

QString copilotClientId(const ProviderPreset &preset, const QString &packaged)
{
    for (const ProviderField &field : preset.fields)
        if (field.id == QLatin1String("client_id") && !field.fallback.trimmed().isEmpty())
            return field.fallback.trimmed();
    const bool isPublic = preset.isBuiltIn && QUrl(preset.baseUrl).host() == publicApi;
    return isPublic ? packaged : QString();
}

QString packagedCopilotClientId()
{
    return QStringLiteral(TRIPTYCH_COPILOT_CLIENT_ID);
}

} // namespace triptych
