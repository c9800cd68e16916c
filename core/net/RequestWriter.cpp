// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/RequestWriter.h"

#include "core/net/HttpToken.h"
#include "core/net/NetErrors.h"
#include "core/net/Resolver.h"
#include "core/secret/Sodium.h"

#include <QIODevice>
#include <algorithm>
#include <cstring>

namespace triptych {

namespace {

constexpr std::size_t bufferBytes = 16 << 10; // one TLS record

bool isFieldValue(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) < 0x20 && byte != '\t') || byte == 0x7f;
    });
}

/// These are the transport's own; a second one would let two readers see two requests.
bool isFraming(QByteArrayView name)
{
    constexpr QByteArrayView framing[]
        = {"host", "connection", "content-length", "transfer-encoding", "accept-encoding"};
    return std::any_of(std::begin(framing), std::end(framing),
                       [name](QByteArrayView own) { return name.compare(own, Qt::CaseInsensitive) == 0; });
}

bool isSound(QByteArrayView name, QByteArrayView value)
{
    return isToken(name) && !isFraming(name) && isFieldValue(value);
}

std::optional<Error> headerFault(const TransportRequest &request)
{
    for (const auto &[name, value] : request.http.headers) {
        if (!isSound(name, value))
            return inputError("invalid_header", QString::fromLatin1(name));
    }
    for (const SecretHeader &header : request.secretHeaders) {
        if (!isSound(header.name, header.prefix) || !isFieldValue(header.value.view()))
            return inputError("invalid_header", QString::fromLatin1(header.name));
    }
    return std::nullopt;
}

bool isGiven(const HttpHeaders &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const HttpHeader &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

QByteArrayView bodyOf(const TransportRequest &request)
{
    return request.secretBody.isEmpty() ? QByteArrayView(request.http.body) : request.secretBody.view();
}

} // namespace

QByteArray hostHeader(const QUrl &url)
{
    QByteArray host = url.host(QUrl::EncodeUnicode).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

std::optional<Error> faultOf(const TransportRequest &request)
{
    const QUrl &url = request.http.url;
    const bool isHttps = url.scheme() == u"https";
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || !isToken(request.http.method)
        || (!isHttps && url.scheme() != u"http"))
        return inputError("invalid_url", url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    if (!isHttps && !isLoopbackHost(url.host()))
        return inputError("insecure_http", url.host());
    if (bodyOf(request).size() > RequestWriter::maxBodyBytes)
        return inputError("too_large", QStringLiteral("request body over 64 MiB"));
    return headerFault(request);
}

// The socket copies what it is given into a buffer of its own, which Qt frees without wiping; that copy is the only one
// outside secure memory, and it cannot be avoided with QSslSocket.
void RequestWriter::write(const TransportRequest &request, QIODevice &device)
{
    const QByteArrayView body = bodyOf(request);
    appendHead(request);
    const bool fits = m_used + std::size_t(body.size()) <= m_buffer.size();
    if (fits)
        append(body); // one write, one segment, one record
    device.write(m_buffer.data(), qint64(m_used));
    sodium::zero(m_buffer.data(), std::exchange(m_used, 0));
    if (!fits)
        device.write(body.data(), body.size());
}

void RequestWriter::append(QByteArrayView bytes)
{
    const std::size_t needed = m_used + std::size_t(bytes.size());
    if (needed > m_buffer.size()) {
        Secret larger(std::max({bufferBytes, needed, 2 * m_buffer.size()}));
        if (m_used > 0)
            std::memcpy(larger.data(), m_buffer.data(), m_used);
        m_buffer = std::move(larger);
    }
    if (!bytes.isEmpty())
        std::memcpy(m_buffer.data() + m_used, bytes.data(), std::size_t(bytes.size()));
    m_used = needed;
}

void RequestWriter::appendHeader(QByteArrayView name, QByteArrayView value)
{
    append(name);
    append(": ");
    append(value);
    append("\r\n");
}

void RequestWriter::appendHead(const TransportRequest &request)
{
    const HttpRequest &http = request.http;
    const QByteArray path = http.url.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray query = http.url.query(QUrl::FullyEncoded).toLatin1();
    append(http.method);
    append(" ");
    append(path.isEmpty() ? QByteArrayView("/") : QByteArrayView(path));
    if (http.url.hasQuery()) {
        append("?");
        append(query);
    }
    append(" HTTP/1.1\r\n");
    appendHeader("Host", hostHeader(http.url));
    if (!isGiven(http.headers, "user-agent"))
        appendHeader("User-Agent", "Triptych/" TRIPTYCH_VERSION);
    appendHeader("Accept-Encoding", "identity");
    for (const auto &[name, value] : http.headers)
        appendHeader(name, value);
    for (const SecretHeader &header : request.secretHeaders) {
        append(header.name);
        append(": ");
        append(header.prefix);
        append(header.value.view());
        append("\r\n");
    }
    const qsizetype length = bodyOf(request).size();
    if (length > 0 || http.method == "POST" || http.method == "PUT")
        appendHeader("Content-Length", QByteArray::number(length));
    append("\r\n");
}

} // namespace triptych
