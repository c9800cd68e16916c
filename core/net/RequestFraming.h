// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/HttpMessage.h"

#include <QByteArrayView>
#include <memory>

namespace triptych {

/// The head of a request that somebody sent us.
struct RequestHead
{
    QByteArray method = {};
    QByteArray target = {}; ///< As it came; begins with a slash.
    HttpHeaders headers = {};

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
    int count(QByteArrayView name) const; ///< Of the headers of that name, empty ones too.
    bool hasBody() const { return count("transfer-encoding") > 0 || header("content-length").toLongLong() > 0; }
};

/// Why a request is refused before anybody looks at what it asks for.
struct RequestFault
{
    int status = 400;
    QByteArray reason = {}; ///< English, one line, without anything that the client sent.
    QByteArray code = "request"; ///< For programs.

    bool operator==(const RequestFault &) const = default;
};

/// Reads HTTP/1.1 requests one after the other from bytes, however they are cut; it knows no socket. Stricter than the
/// protocol where servers and proxies are known to read differently: a line ends in CR LF, a head names its host once,
/// a body has one length, the target is a path. A client that breaks a rule is told so and heard no further.
class RequestParser
{
public:
    static constexpr qsizetype maxHeadBytes = 16 << 10;
    static constexpr int maxHeaders = 100;
    static constexpr qsizetype maxBodyBytes = 32 << 20;
    enum class State : quint8 { Head, Body, Whole, Failed };

    RequestParser();
    ~RequestParser();
    Q_DISABLE_COPY_MOVE(RequestParser)

    State feed(QByteArrayView bytes); ///< What follows a whole request waits for next().
    State next(); ///< Leaves the request that was whole, and reads on in what came behind it.
    void stop(); ///< Lets go of the body and of what came behind it; the parser has failed, then.
    State state() const;

    const RequestHead &head() const; ///< From Body on.
    const QByteArray &body() const; ///< What has come of it.
    const RequestFault &fault() const; ///< Once it failed.
    bool wantsContinue() const; ///< The client waits for a word before it sends the body.
    bool keepsAlive() const; ///< The client may send another request.
    bool hasBegun() const; ///< Some of the next request came.
    qsizetype waitingBytes() const; ///< Behind the request that is whole.

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
