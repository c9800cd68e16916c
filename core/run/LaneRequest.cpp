// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/LaneRequest.h"

#include "core/dialects/Adapter.h"

namespace triptych {

namespace {

std::vector<SecretHeader> takeSecretHeaders(AuthorisedEndpoint &endpoint, const HttpRequest &http, const QDateTime &now)
{
    std::vector<SecretHeader> headers = std::move(endpoint.secretHeaders);
    if (endpoint.signer)
        for (SecretHeader &header : endpoint.signer->headersFor(http, now))
            headers.push_back(std::move(header));
    return headers;
}

} // namespace

Result<TransportRequest> withCredentials(HttpRequest http, AuthorisedEndpoint &endpoint, const QDateTime &now)
{
    // The key was found for the origin of the base URL; whatever a path makes of it, it goes nowhere else.
    const QString origin = originOf(http.url);
    if (origin != originOf(QUrl(endpoint.endpoint.baseUrl)))
        return Error {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("key_origin"), .message = origin};
    std::vector<SecretHeader> secretHeaders = takeSecretHeaders(endpoint, http, now);
    return TransportRequest {.http = std::move(http),
                             .secretHeaders = std::move(secretHeaders),
                             .proxy = endpoint.proxy,
                             .proxySignIn = std::move(endpoint.proxySignIn),
                             .caFile = endpoint.caFile};
}

Result<LaneRequest> makeRequest(const ChatRequest &chat, AuthorisedEndpoint &endpoint, const QDateTime &now)
{
    const Adapter *adapter = adapterFor(endpoint.endpoint.dialect);
    if (!adapter)
        return Error {.kind = ErrorKind::Unsupported,
                      .cause = QStringLiteral("unsupported"),
                      .message = QStringLiteral("dialect %1").arg(endpoint.endpoint.dialect)};
    auto encoded = adapter->encode(chat, endpoint.endpoint);
    if (!encoded)
        return encoded.error();
    auto transport = withCredentials(std::move(encoded.value().http), endpoint, now);
    if (!transport)
        return transport.error();
    return LaneRequest {.transport = std::move(transport).value(), .ledger = std::move(encoded.value().ledger)};
}

} // namespace triptych
