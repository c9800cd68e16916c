// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/chat/HttpMessage.h"
#include "core/net/DialFact.h"
#include "core/secret/Secret.h"

#include <QNetworkProxy>
#include <QObject>
#include <memory>

namespace triptych {

class Resolver;

/// A header whose value nobody may log. `prefix` stands before the secret ("Bearer ").
struct SecretHeader
{
    QByteArray name = {};
    QByteArray prefix = {};
    Secret value = {};
};

/// Whether a proxy may stand between. Which one is in TransportOptions.
enum class ProxyUse : quint8 { Default, Direct, Proxy };

struct TransportRequest
{
    HttpRequest http = {};
    std::vector<SecretHeader> secretHeaders = {};
    Secret secretBody = {}; ///< Sent in place of http.body where it is not empty.
    bool hasSecretAnswer = false; ///< The buffer that it is read into is wiped each time.
    ProxyUse proxy = ProxyUse::Default;
    bool isFresh = false; ///< Makes a connection of its own.
    Secret proxySignIn = {}; ///< "user:password" for the proxy by hand, from the vault; empty where it wants none.
    QString caFile = {}; ///< PEM file that is trusted beside the system's; empty: only the system's.
};

/// Where HTTP stands; each comes at most once, with the time the bytes moved.
enum class TransportStep : quint8 { Connected, TlsDone, Sent };

/// Receives one exchange, on the I/O thread. After ended() nothing more comes; destroying the HttpExchange silences it
/// at once.
class HttpSink
{
public:
    virtual ~HttpSink() = default;
    virtual void reached(TransportStep step, MonotonicTime at) = 0; ///< On a reused connection Connected comes at once.
    /// What is learnt on the way to the server, for who wants to know; the exchange must outlive the call.
    virtual void noted(const DialFact &, MonotonicTime) {}
    virtual void headArrived(const HttpResponseHead &head, MonotonicTime at) = 0;
    virtual void bodyArrived(QByteArrayView bytes, MonotonicTime at) = 0; ///< Decoded: no chunk framing, no gzip.
    /// Exactly once. No error: HTTP saw the body's end as the header announced it (or a close where it announced none).
    virtual void ended(const std::optional<Error> &error, MonotonicTime at) = 0;
};

/// One request under way. Destroying it closes its socket at once.
class HttpExchange
{
public:
    virtual ~HttpExchange() = default;
    virtual void setReadingPaused(bool paused) = 0; ///< Back-pressure: at most 4 MiB stay in buffers meanwhile.
    /// Inside headArrived(), for who looks for them in what comes back; they are wiped after it.
    virtual std::vector<SecretHeader> takeCredentials() = 0;
};

/// Process-wide choices of the network; may be replaced at any time, for requests that follow.
struct TransportOptions
{
    enum class ProxyMode : quint8 { System, None, Manual };
    ProxyMode proxyMode = ProxyMode::System; ///< System: environment variables, else the desktop's.
    QUrl manualProxy = {}; ///< http://host:port or socks5://host:port; credentials only from the vault.
    std::chrono::milliseconds connectLimit {10'000}; ///< DNS, TCP and TLS together.
    int idleSocketsPerOrigin = 64; ///< As many calls one after another as at once must not dial anew.
    std::chrono::milliseconds idleSocketLife {55'000};

    bool isByHand(const QNetworkProxy &proxy) const; ///< It is manualProxy, so that its sign-in may go there.
};

/// HTTP/1.1 over Qt's sockets, framed by Boost.Beast. Never follows a redirect, never retries but for a request that a
/// dead kept-alive socket swallowed whole, asks for identity encoding. Lives on the I/O thread; all calls come from
/// there.
class HttpTransport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpTransport)

public:
    explicit HttpTransport(Clock &clock, QObject *parent = nullptr);
    HttpTransport(Clock &clock, std::unique_ptr<Resolver> resolver, QObject *parent = nullptr);
    ~HttpTransport() override;

    /// Reads the certificates that a request to `url` will be checked by, where nobody needed them before. That takes a
    /// tenth of a second, which is ours: who measures a server calls this before its clock starts.
    void prepare(const QUrl &url, const QString &caFile);
    /// `sink` must outlive the exchange. ended() never comes before send() returned.
    std::unique_ptr<HttpExchange> send(TransportRequest request, HttpSink &sink);
    void setOptions(const TransportOptions &options);
    void closeIdleConnections();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
