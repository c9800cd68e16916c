// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ServedConnection.h"

#include <QSslSocket>
#include <sys/socket.h>

namespace triptych {

namespace {

constexpr qint64 readBufferBytes = 256 << 10;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 402: return "Payment Required";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    case 508: return "Loop Detected";
    default: return "Other";
    }
}

} // namespace

ServedConnection::ServedConnection(ServedRules &rules, QTcpSocket *socket, QObject *parent)
    : QObject(parent),
      m_rules(rules),
      m_gate(rules.newGate()),
      m_socket(socket)
{
    socket->setParent(this);
    socket->setReadBufferSize(readBufferBytes);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &ServedConnection::readMore);
    connect(socket, &QTcpSocket::bytesWritten, this, &ServedConnection::written);
    if (const auto *secure = qobject_cast<QSslSocket *>(socket))
        connect(secure, &QSslSocket::encryptedBytesWritten, this, &ServedConnection::written);
    connect(socket, &QTcpSocket::disconnected, this, &ServedConnection::drop);
    m_limit = rules.clock.newTimer([this] { limitReached(); });
    m_limit->start(rules.limits.request);
}

ServedConnection::~ServedConnection()
{
    m_socket->disconnect(this);
    drop();
}

void ServedConnection::readMore()
{
    if (m_isLeaving) {
        m_socket->readAll();
        return;
    }
    if (m_isServing) // the next request waits in the socket
        return;
    const bool hadBegun = m_parser.hasBegun();
    m_parser.feed(m_socket->readAll());
    countBody(m_parser.body().size());
    if (!hadBegun)
        waitForRequest();
    advance();
}

void ServedConnection::advance()
{
    using State = RequestParser::State;
    if (m_isServing || m_isLeaving)
        return;
    if (m_parser.state() == State::Failed)
        return refuse(m_parser.fault());
    if (m_parser.state() == State::Head)
        return;
    if (!std::exchange(m_isJudged, true)) {
        if (const auto fault = m_gate(m_parser.head()))
            return refuse(*fault);
        if (m_parser.wantsContinue())
            send("HTTP/1.1 100 Continue\r\n\r\n");
    }
    if (m_bodyBytes > 0 && m_rules.bodyBytes > m_rules.limits.bodies)
        return refuse({503, "too many large requests are under way", "busy"});
    if (m_parser.state() == State::Whole)
        serve();
}

void ServedConnection::serve()
{
    m_limit->stop();
    m_isServing = true;
    m_isLast = !m_parser.keepsAlive();
    const auto exchange
        = std::make_shared<ServedExchange>(this, m_parser.head(), m_parser.body(), m_rules.clock.monotonic());
    m_exchange = exchange;
    m_rules.answerer(exchange);
}

void ServedConnection::send(QByteArrayView bytes)
{
    m_socket->write(bytes.data(), bytes.size());
    m_wasBehind = m_wasBehind || isBehind();
}

void ServedConnection::sendHead(int status, const HttpHeaders &headers, std::optional<qint64> length)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\n";
    for (const HttpHeader &header : headers)
        head += header.first + ": " + header.second + "\r\n";
    if (m_isLast || m_isLeaving)
        head += "connection: close\r\n";
    head += length ? "content-length: " + QByteArray::number(*length) + "\r\n\r\n"
                   : QByteArrayLiteral("transfer-encoding: chunked\r\n\r\n");
    send(head);
}

void ServedConnection::answered()
{
    m_exchange.reset();
    m_isServing = false;
    m_limit->start(m_rules.limits.idle);
    if (m_isLast) {
        m_isLeaving = true;
        m_socket->disconnectFromHost();
        return;
    }
    m_isJudged = false;
    // From a fresh stack: requests behind one another would pile up on it.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_parser.next();
            countBody(m_parser.body().size());
            waitForRequest();
            if (m_socket->bytesAvailable() > 0)
                readMore();
            else
                advance();
        },
        Qt::QueuedConnection);
}

void ServedConnection::countBody(qint64 bytes)
{
    m_rules.bodyBytes += bytes - std::exchange(m_bodyBytes, bytes);
}

/// Its time counts from its first byte.
void ServedConnection::waitForRequest()
{
    if (m_parser.hasBegun())
        m_limit->start(m_rules.limits.request);
}

void ServedConnection::abandoned()
{
    m_exchange.reset();
    m_socket->abort();
}

/// Over TLS what was written waits in two places.
qint64 ServedConnection::unsent() const
{
    const auto *secure = qobject_cast<const QSslSocket *>(m_socket);
    return m_socket->bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0);
}

bool ServedConnection::isBehind() const
{
    return unsent() > m_rules.limits.unread;
}

void ServedConnection::written()
{
    const bool isSecure = qobject_cast<QSslSocket *>(m_socket); // there is no half of it to close
    if (m_isLeaving && !isSecure && unsent() == 0)
        ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR); // a client that still writes reads the refusal first
    if (!m_wasBehind || unsent() > m_rules.limits.unread / 2)
        return;
    m_wasBehind = false;
    if (const auto exchange = m_exchange.lock())
        exchange->connectionDrained();
}

void ServedConnection::refuse(const RequestFault &fault)
{
    m_isLeaving = true;
    const RequestHead *head = m_isJudged ? &m_parser.head() : nullptr;
    const auto [headers, body] = m_rules.refusal(fault, head);
    sendHead(fault.status, headers, body.size());
    if (!head || head->method != "HEAD")
        send(body);
    m_parser.stop();
    countBody(0);
    m_limit->start(m_rules.limits.linger);
}

void ServedConnection::limitReached()
{
    if (!m_isLeaving && m_parser.hasBegun())
        refuse({408, "the request did not come in time"});
    else
        m_socket->abort();
}

void ServedConnection::drop()
{
    m_limit->stop();
    countBody(0);
    if (const auto exchange = m_exchange.lock())
        exchange->connectionClosed();
    m_exchange.reset();
    deleteLater();
}

} // namespace triptych
