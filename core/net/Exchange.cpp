// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/Exchange.h"

#include "core/net/NetErrors.h"
#include "core/secret/Sodium.h"

#include <QSslSocket>

namespace triptych {

Exchange::Exchange(TransportParts &parts, TransportRequest request, HttpSink &sink)
    : m_parts(&parts),
      m_request(std::move(request)),
      m_sink(&sink)
{
    parts.running.insert(this);
}

Exchange::~Exchange()
{
    abandon();
}

void Exchange::abandon()
{
    m_sink = nullptr;
    release();
}

/// Lets go of everything; the answer, if any, was told.
void Exchange::release()
{
    if (!m_parts)
        return;
    m_parts->running.erase(this);
    m_parts = nullptr;
    m_patience.reset();
    m_proxyQuestion.reset();
    m_dialer.reset();
    m_connection.reset();
    m_request.secretHeaders.clear();
    m_request.secretBody = {};
}

void Exchange::start()
{
    if (!m_parts)
        return;
    const auto self = shared_from_this();
    if (const auto fault = faultOf(m_request))
        return finish(*fault);
    m_patience = m_parts->clock.newTimer([this] { patienceEnded(); });
    m_patience->start(m_parts->options.connectLimit);
    auto question = m_parts->proxies.find(m_request.http.url, m_request.proxy, m_parts->options,
                                          [this](const Result<QNetworkProxy> &proxy) { routeFound(proxy); });
    if (m_parts && question)
        m_proxyQuestion = std::move(question);
}

void Exchange::patienceEnded()
{
    const auto self = shared_from_this();
    finish(m_dialer ? m_dialer->timedOut() : timeoutError("proxy.timeout"));
}

void Exchange::routeFound(const Result<QNetworkProxy> &proxy)
{
    const auto self = shared_from_this();
    m_proxyQuestion.reset();
    if (!proxy)
        return finish(proxy.error());
    m_proxy = proxy.value();
    const QChar bar = u'|';
    m_poolKey = originOf(m_request.http.url) + bar + m_request.caFile + bar + QString::number(m_proxy.type()) + bar
        + m_proxy.hostName() + bar + QString::number(m_proxy.port()) + bar + m_proxy.user() + bar
        + (m_request.proxySignIn.isEmpty() ? QStringLiteral("-") : QStringLiteral("+"));
    note(RouteChosen {m_proxy.type() == QNetworkProxy::NoProxy
                          ? QString()
                          : m_proxy.hostName() + u':' + QString::number(m_proxy.port())});
    if (auto idle = m_request.isFresh ? nullptr : m_parts->pool.take(m_poolKey)) {
        m_isReused = true;
        note(TcpReached {idle->socket().peerAddress()});
        use(std::move(idle));
    } else {
        dial();
    }
}

void Exchange::dial()
{
    const QUrl &url = m_request.http.url;
    const bool isTls = url.scheme() == u"https";
    Dialer::Target target {
        .host = url.host(QUrl::EncodeUnicode), .port = quint16(url.port(isTls ? 443 : 80)), .proxy = m_proxy};
    if (m_parts->options.isByHand(m_proxy))
        target.proxySignIn = m_request.proxySignIn.clone();
    if (isTls) {
        auto configuration = m_parts->tls.configuration(m_request.caFile);
        if (!configuration)
            return finish(configuration.error());
        target.tls = std::move(configuration).value();
    }
    m_dialer = std::make_unique<Dialer>(
        *m_parts->resolver, m_parts->clock, std::move(target),
        Dialer::Reports {.connected =
                             [this] {
                                 const auto self = shared_from_this();
                                 reach(TransportStep::Connected, now());
                             },
                         .finished = [this](Result<std::unique_ptr<Connection>> result) { dialed(std::move(result)); },
                         .noted = [this](const DialFact &fact) { note(fact); }});
    m_dialer->start();
}

void Exchange::note(const DialFact &fact)
{
    if (m_sink)
        m_sink->noted(fact, now());
}

void Exchange::dialed(Result<std::unique_ptr<Connection>> connection)
{
    const auto self = shared_from_this();
    m_dialer.reset();
    if (connection)
        use(std::move(connection).value());
    else
        finish(connection.error());
}

void Exchange::use(std::unique_ptr<Connection> connection)
{
    const auto self = shared_from_this();
    m_patience->stop();
    m_connection = std::move(connection);
    QTcpSocket &socket = m_connection->socket();
    connect(&socket, &QTcpSocket::readyRead, this, &Exchange::bytesArrived);
    connect(&socket, &QTcpSocket::disconnected, this, &Exchange::connectionEnded);
    connect(&socket, &QTcpSocket::errorOccurred, this, &Exchange::connectionEnded);
    connect(&socket, &QTcpSocket::bytesWritten, this, &Exchange::checkSent);
    if (auto *tls = qobject_cast<QSslSocket *>(&socket)) {
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &Exchange::checkSent);
        connect(tls, &QSslSocket::sslErrors, this, &Exchange::connectionEnded); // a later handshake; never accepted
    }
    const MonotonicTime at = now();
    reach(TransportStep::Connected, at);
    if (m_request.http.url.scheme() == u"https")
        reach(TransportStep::TlsDone, at);
    if (m_connection)
        writeRequest();
}

void Exchange::writeRequest()
{
    m_parser.emplace(m_request.http.method == "HEAD");
    m_sentAt = now();
    m_parts->writer.write(m_request, m_connection->socket());
    m_connection->socket().flush();
    checkSent();
}

void Exchange::checkSent()
{
    const auto self = shared_from_this();
    if (m_connection && m_parser && m_connection->isAllWritten())
        reach(TransportStep::Sent, now());
}

void Exchange::reach(TransportStep step, MonotonicTime at)
{
    if (m_sink && m_reached.insert(step).second)
        m_sink->reached(step, at);
}

void Exchange::bytesArrived()
{
    const auto self = shared_from_this();
    m_arrivedAt = now();
    read();
}

void Exchange::connectionEnded()
{
    const auto self = shared_from_this();
    if (!m_connection || std::exchange(m_hasEnded, true))
        return;
    if (m_connection->socket().bytesAvailable() == 0)
        m_arrivedAt = now();
    read();
}

void Exchange::setReadingPaused(bool paused)
{
    m_isPaused = paused;
    if (!paused && m_connection)
        QMetaObject::invokeMethod(this, &Exchange::read, Qt::QueuedConnection);
}

void Exchange::read()
{
    const auto self = shared_from_this();
    while (m_connection && m_parser && !m_isPaused) {
        const qint64 size = m_connection->socket().read(m_buffer.data(), qint64(m_buffer.size()));
        if (size > 0) {
            take({m_buffer.data(), size});
            if (m_request.hasSecretAnswer)
                sodium::zero(m_buffer.data(), std::size_t(size));
            continue;
        }
        if (m_hasEnded)
            judgeEnd();
        return;
    }
}

void Exchange::take(QByteArrayView bytes)
{
    checkSent(); // an answer may overtake the notice that the request is out
    const Result<> result = m_parser->feed(bytes);
    if (!tellHead() || !tellBody())
        return;
    if (!result)
        finish(result.error());
    else if (m_parser->isDone())
        bodyEnded();
}

/// False when it is over.
bool Exchange::tellHead()
{
    if (m_decoder || !m_parser->hasHead())
        return m_connection != nullptr;
    m_decoder.emplace(m_parser->head().header("content-encoding"));
    if (m_sink)
        m_sink->headArrived(m_parser->head(), m_arrivedAt);
    m_request.secretHeaders.clear();
    m_request.secretBody = {};
    return m_connection != nullptr;
}

bool Exchange::tellBody()
{
    const auto tell = [this](QByteArrayView bytes) {
        if (m_sink)
            m_sink->bodyArrived(bytes, m_arrivedAt);
    };
    for (const QByteArrayView piece : m_parser->pieces()) {
        const Result<> decoded = m_decoder->decode(piece, tell);
        if (!m_connection)
            return false;
        if (!decoded) {
            finish(decoded.error());
            return false;
        }
    }
    return true;
}

void Exchange::bodyEnded()
{
    const Result<> decoded = m_decoder->finish();
    const bool isReusable = decoded && m_parser->isReusable() && !m_hasEnded && m_connection->isAllWritten()
        && m_connection->socket().bytesAvailable() == 0;
    if (isReusable) {
        m_connection->socket().disconnect(this);
        m_parts->pool.put(m_poolKey, std::move(m_connection), m_parts->options.idleSocketsPerOrigin,
                          m_parts->options.idleSocketLife);
    }
    finish(decoded ? std::nullopt : std::optional(decoded.error()));
}

/// The connection ended before the answer did, or with it.
void Exchange::judgeEnd()
{
    if (repeatIfSwallowed())
        return;
    const QString text = m_connection->socket().errorString();
    const bool isCut = m_connection->socket().error() != QAbstractSocket::RemoteHostClosedError;
    if (!m_parser->hasBytes() || isCut || m_connection->wasReset())
        return finish(networkError("reset", text));
    if (const Result<> result = m_parser->close(); !result)
        return finish(result.error());
    bodyEnded();
}

bool Exchange::repeatIfSwallowed()
{
    if (!m_isReused || m_parser->hasBytes() || now() - m_sentAt > swallowedWithin)
        return false;
    m_isReused = false;
    m_hasEnded = false;
    m_parser.reset();
    m_connection.reset();
    m_patience->start(m_parts->options.connectLimit);
    dial();
    return true;
}

void Exchange::finish(const std::optional<Error> &error)
{
    if (!m_parts)
        return;
    const MonotonicTime at = m_arrivedAt == MonotonicTime {} || (error && !m_parser) ? now() : m_arrivedAt;
    release();
    if (HttpSink *sink = std::exchange(m_sink, nullptr))
        sink->ended(error, at);
}

} // namespace triptych
