// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/ConnectionPool.h"
#include "core/net/ContentDecoder.h"
#include "core/net/Dialer.h"
#include "core/net/HttpFraming.h"
#include "core/net/ProxyFinder.h"
#include "core/net/RequestWriter.h"
#include "core/net/TlsSettings.h"

#include <array>
#include <set>

namespace triptych {

class Exchange;

/// What the exchanges of one transport share.
struct TransportParts
{
    TransportParts(Clock &clockToUse, std::unique_ptr<Resolver> resolverToUse, Environment environment)
        : clock(clockToUse),
          resolver(std::move(resolverToUse)),
          pool(clockToUse),
          proxies(clockToUse, std::move(environment))
    {}

    Clock &clock;
    TransportOptions options;
    std::unique_ptr<Resolver> resolver;
    ConnectionPool pool;
    ProxyFinder proxies;
    TlsSettings tls;
    RequestWriter writer;
    std::set<Exchange *> running;
};

/// One request from proxy to last byte. It is shared by its handle and by whichever of its functions runs, since a sink
/// may destroy the handle from inside a callback; abandon() makes it silent.
class Exchange final : public QObject, public std::enable_shared_from_this<Exchange>
{
    Q_DISABLE_COPY_MOVE(Exchange)

public:
    /// A swallowed request is repeated only when the connection ended this soon; later the server may have worked on
    /// it.
    static constexpr std::chrono::seconds swallowedWithin {5};

    Exchange(TransportParts &parts, TransportRequest request, HttpSink &sink);
    ~Exchange() override;

    void start();
    void abandon();
    void setReadingPaused(bool paused);
    std::vector<SecretHeader> takeCredentials() { return std::exchange(m_request.secretHeaders, {}); }

private:
    void patienceEnded();
    void routeFound(const Result<QNetworkProxy> &proxy);
    void dial();
    void note(const DialFact &fact);
    void dialed(Result<std::unique_ptr<Connection>> connection);
    void use(std::unique_ptr<Connection> connection);
    void writeRequest();
    void checkSent();
    void bytesArrived();
    void connectionEnded();
    void read();
    void take(QByteArrayView bytes);
    bool tellHead();
    bool tellBody();
    void bodyEnded();
    void judgeEnd();
    bool repeatIfSwallowed();
    void reach(TransportStep step, MonotonicTime at);
    void finish(const std::optional<Error> &error);
    void release();
    MonotonicTime now() const { return m_parts->clock.monotonic(); }

    TransportParts *m_parts; ///< Null once it is over.
    TransportRequest m_request; ///< Its credentials until the head of the answer.
    HttpSink *m_sink; ///< Null once nobody listens.
    QNetworkProxy m_proxy {QNetworkProxy::NoProxy};
    QString m_poolKey;
    std::unique_ptr<Timer> m_patience;
    ProxyFinder::Question m_proxyQuestion;
    std::unique_ptr<Dialer> m_dialer;
    std::unique_ptr<Connection> m_connection;
    std::optional<ResponseParser> m_parser;
    std::optional<ContentDecoder> m_decoder;
    std::array<char, 16 << 10> m_buffer;
    std::set<TransportStep> m_reached;
    MonotonicTime m_sentAt {};
    MonotonicTime m_arrivedAt {};
    bool m_isReused = false;
    bool m_hasEnded = false; ///< The connection; unread bytes may be left.
    bool m_isPaused = false;
};

} // namespace triptych
