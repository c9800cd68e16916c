// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QUrl>
#include <utility>
#include <vector>

namespace triptych {

using HttpHeader = std::pair<QByteArray, QByteArray>;
using HttpHeaders = std::vector<HttpHeader>;

/// The value of the first header of that name, whatever its case; empty when there is none.
QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name);

/// A request without credentials; AuthScheme adds them when it is sent.
struct HttpRequest
{
    QByteArray method = QByteArrayLiteral("POST");
    QUrl url = {};
    HttpHeaders headers = {};
    QByteArray body = {};
};

struct HttpResponseHead
{
    int status = 0;
    HttpHeaders headers = {};

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
    bool isSuccess() const { return status >= 200 && status < 300; }
};

/// What the provider calls this call: x-request-id, request-id or x-amzn-requestid; empty when it says none.
QString requestIdOf(const HttpResponseHead &head);

/// scheme://host:port in lower case, the port always written; what a key is bound to. Empty for anything but http(s).
QString originOf(const QUrl &url);

/// Whether a host is this machine by its very name, without asking anybody: localhost, 127.0.0.0/8, ::1.
bool isLoopbackHost(const QString &host);

} // namespace triptych
