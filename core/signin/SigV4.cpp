// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/SigV4.h"

#include "core/net/RequestWriter.h"
#include "core/secret/Sodium.h"

#include <algorithm>
#include <cstring>

namespace triptych {

namespace {

constexpr char dateHeader[] = "x-amz-date";
constexpr char tokenHeader[] = "x-amz-security-token";
constexpr char algorithm[] = "AWS4-HMAC-SHA256";

/// Every name and value encoded anew, in the one way that counts, and sorted.
QByteArray canonicalQuery(const QUrl &url)
{
    const auto encoded
        = [](const QByteArray &text) { return QByteArray::fromPercentEncoding(text).toPercentEncoding(); };
    std::vector<std::pair<QByteArray, QByteArray>> pairs;
    for (const QByteArray &pair : url.query(QUrl::FullyEncoded).toLatin1().split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (!pair.isEmpty())
            pairs.emplace_back(encoded(equals < 0 ? pair : pair.left(equals)),
                               equals < 0 ? QByteArray() : encoded(pair.mid(equals + 1)));
    }
    std::sort(pairs.begin(), pairs.end());
    QByteArrayList query;
    for (const auto &[name, value] : pairs)
        query += name + '=' + value;
    return query.join('&');
}

/// What the transport, or a proxy on the way, may still change is not signed.
HttpHeaders signedHeaders(const HttpRequest &request, bool hasToken, const QByteArray &time)
{
    HttpHeaders headers {{"host", hostHeader(request.url)}, {dateHeader, time}};
    if (hasToken)
        headers.emplace_back(tokenHeader, QByteArray());
    for (const auto &[name, value] : request.headers)
        if (const QByteArray lower = name.toLower(); lower == "content-type" || lower.startsWith("x-amz-"))
            headers.emplace_back(lower, value.simplified());
    std::sort(headers.begin(), headers.end());
    return headers;
}

/// Holds for a day, a region and a service.
Secret signingKey(QByteArrayView secret, const QByteArray &day, const SigningScope &scope)
{
    Secret key = Secret::joined({"AWS4", secret});
    for (const QByteArrayView part : {QByteArrayView(day), QByteArrayView(scope.region), QByteArrayView(scope.service),
                                      QByteArrayView("aws4_request")})
        key = sodium::hmacSha256(key.view(), part);
    return key;
}

} // namespace

std::optional<AwsKey> AwsKey::of(QByteArrayView text)
{
    const qsizetype first = text.indexOf(':');
    const qsizetype second = first < 0 ? -1 : text.indexOf(':', first + 1);
    if (first < 1)
        return {};
    AwsKey key {text.first(first), text.sliced(first + 1)};
    if (second >= 0)
        key = {text.first(first), text.sliced(first + 1, second - first - 1), text.sliced(second + 1)};
    return key.secret.isEmpty() ? std::nullopt : std::optional(key);
}

CanonicalRequest::CanonicalRequest(const HttpRequest &request, QByteArrayView sessionToken, const QByteArray &time)
    : m_method(request.method),
      m_path(request.url.path(QUrl::FullyEncoded).toLatin1().toPercentEncoding("/")),
      m_query(canonicalQuery(request.url)),
      m_bodyHash(sodium::sha256({request.body}).toHex()),
      m_headers(signedHeaders(request, !sessionToken.isEmpty(), time)),
      m_sessionToken(sessionToken)
{
    if (m_path.isEmpty())
        m_path = "/";
    for (const auto &[name, value] : m_headers)
        m_names += (m_names.isEmpty() ? "" : ";") + name;
}

QByteArray CanonicalRequest::hash() const
{
    std::vector<QByteArrayView> parts {m_method, "\n", m_path, "\n", m_query, "\n"};
    for (const auto &[name, value] : m_headers) {
        const QByteArrayView shown = name == tokenHeader ? m_sessionToken : QByteArrayView(value);
        parts.insert(parts.end(), {name, ":", shown, "\n"});
    }
    parts.insert(parts.end(), {"\n", m_names, "\n", m_bodyHash});
    return sodium::sha256(parts).toHex();
}

std::vector<SecretHeader> signatureHeaders(const HttpRequest &request, const AwsKey &key, const SigningScope &scope,
                                           const QDateTime &now)
{
    const QByteArray time = now.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toLatin1();
    const QByteArray day = time.left(8);
    const QByteArray place = day + '/' + scope.region + '/' + scope.service + "/aws4_request";
    const CanonicalRequest canonical(request, key.sessionToken, time);
    const QByteArray text = QByteArray(algorithm) + '\n' + time + '\n' + place + '\n' + canonical.hash();
    const QByteArray signature
        = sodium::hmacSha256(signingKey(key.secret, day, scope).view(), text).view().toByteArray().toHex();

    std::vector<SecretHeader> headers;
    headers.push_back({"Authorization", QByteArray(algorithm) + ' ',
                       Secret::joined({"Credential=", key.id, "/", place, ", SignedHeaders=", canonical.signedNames(),
                                       ", Signature=", signature})});
    headers.push_back({dateHeader, time, Secret()});
    if (!key.sessionToken.isEmpty())
        headers.push_back({tokenHeader, QByteArray(), Secret::copyOf(key.sessionToken)});
    return headers;
}

} // namespace triptych
