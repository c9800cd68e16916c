// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpTransport.h"

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

namespace triptych {

/// What keeps a request from being sent at all: a header or URL that would break the framing ("invalid_header",
/// "invalid_url"), clear text to another machine ("insecure_http"), a body over 64 MiB ("too_large").
std::optional<Error> faultOf(const TransportRequest &request);

/// The value of the header Host, with a port that the URL names.
QByteArray hostHeader(const QUrl &url);

/// Turns requests into bytes. Its one buffer is a Secret, for the credentials in the head, and is wiped after each use.
class RequestWriter
{
public:
    static constexpr qsizetype maxBodyBytes = 64 << 20;

    /// Only for a request without a fault.
    void write(const TransportRequest &request, QIODevice &device);

private:
    void append(QByteArrayView bytes);
    void appendHeader(QByteArrayView name, QByteArrayView value);
    void appendHead(const TransportRequest &request);

    Secret m_buffer;
    std::size_t m_used = 0;
};

} // namespace triptych
