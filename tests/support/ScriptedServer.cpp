// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/ScriptedServer.h"

#include <QSslSocket>
#include <sys/socket.h>

namespace triptych {

namespace script {

Send answer(int status, const QByteArray &body, const QByteArray &moreHeaders)
{
    return {"HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n" + moreHeaders + "\r\n" + body};
}

Send streamHead(const QByteArray &moreHeaders)
{
    return {"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n" + moreHeaders + "\r\n"};
}

Send chunkedHead(const QByteArray &moreHeaders)
{
    return {"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n" + moreHeaders
            + "\r\n"};
}

Send chunk(const QByteArray &bytes)
{
    return {QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n"};
}

} // namespace script

QByteArray ScriptedRequest::method() const
{
    return head.left(head.indexOf(' '));
}

QByteArray ScriptedRequest::target() const
{
    const qsizetype begin = head.indexOf(' ') + 1;
    return head.mid(begin, head.indexOf(' ', begin) - begin);
}

QByteArray ScriptedRequest::header(const QByteArray &name) const
{
    const QByteArray wanted = name.toLower() + ':';
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith(wanted))
            return line.mid(wanted.size()).trimmed();
    }
    return {};
}

/// One client: reads requests, plays the steps of each before it looks at the next.
class ScriptedServer::Connection final : public QObject
{
    Q_OBJECT

public:
    Connection(ScriptedServer *server, qintptr descriptor, int number)
        : QObject(server),
          m_server(server),
          m_socket(new QSslSocket(this)),
          m_number(number)
    {
        m_socket->setSocketDescriptor(descriptor);
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(m_socket, &QSslSocket::readyRead, this, &Connection::read);
        connect(m_socket, &QSslSocket::disconnected, this, &QObject::deleteLater);
        connect(m_socket, &QSslSocket::errorOccurred, this, [this] {
            if (m_socket->state() == QAbstractSocket::UnconnectedState)
                deleteLater();
        });
    }

    void begin(const script::Steps &steps, const std::optional<QSslConfiguration> &tls)
    {
        enqueue(steps);
        proceed();
        if (!tls || !isOpen())
            return;
        m_socket->setSslConfiguration(*tls);
        m_socket->startServerEncryption();
    }

    bool isOpen() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    bool isPaused() const { return m_isPaused && isOpen(); }
    void release()
    {
        if (std::exchange(m_isPaused, false))
            proceed();
    }
    qint64 unsentBytes() const { return m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite(); }
    void close() { m_socket->disconnectFromHost(); }
    void reset()
    {
        const linger atOnce {1, 0};
        ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        m_socket->abort();
        deleteLater();
    }

private:
    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        m_server->m_received += bytes;
        m_unread += bytes;
        takeRequest();
    }

    void takeRequest()
    {
        const qsizetype headEnd = m_unread.indexOf("\r\n\r\n");
        if (m_isPlaying || headEnd < 0)
            return;
        ScriptedRequest request {.head = m_unread.left(headEnd + 4), .body = {}, .connection = m_number};
        const qsizetype length = request.header("Content-Length").toLongLong();
        if (m_unread.size() < request.head.size() + length)
            return;
        request.body = m_unread.mid(request.head.size(), length);
        m_unread.remove(0, request.head.size() + length);
        m_server->m_requests.push_back(request);
        enqueue(m_server->stepsFor(request));
        proceed();
    }

    void enqueue(const script::Steps &steps)
    {
        m_steps.insert(m_steps.end(), steps.begin(), steps.end());
        m_isPlaying = true;
    }

    void proceed()
    {
        while (!m_steps.empty() && !m_isPaused && isOpen()) {
            if (auto *drip = std::get_if<script::Drip>(&m_steps.front())) {
                dripOne(*drip);
                return;
            }
            const script::Step step = std::move(m_steps.front());
            m_steps.pop_front();
            perform(step);
        }
        if (!m_steps.empty() || !isOpen())
            return;
        m_isPlaying = false;
        QMetaObject::invokeMethod(this, &Connection::takeRequest, Qt::QueuedConnection);
    }

    void dripOne(script::Drip &drip)
    {
        if (drip.bytes.isEmpty()) {
            m_steps.pop_front();
        } else {
            send(drip.bytes.first(1));
            drip.bytes.remove(0, 1);
        }
        QMetaObject::invokeMethod(this, &Connection::proceed, Qt::QueuedConnection);
    }

    void perform(const script::Step &step)
    {
        if (const auto *bytes = std::get_if<script::Send>(&step))
            send(bytes->bytes);
        else if (std::holds_alternative<script::Pause>(step))
            m_isPaused = true;
        else if (std::holds_alternative<script::Close>(step))
            close();
        else if (std::holds_alternative<script::Reset>(step))
            reset();
        else
            ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
    }

    void send(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        m_socket->flush();
    }

    ScriptedServer *m_server;
    QSslSocket *m_socket;
    int m_number;
    QByteArray m_unread;
    std::deque<script::Step> m_steps;
    bool m_isPlaying = false;
    bool m_isPaused = false;
};

ScriptedServer::ScriptedServer(const std::optional<QSslConfiguration> &tls, QObject *parent)
    : QTcpServer(parent),
      m_tls(tls)
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback: %s", qPrintable(errorString()));
}

ScriptedServer::~ScriptedServer()
{
    qDeleteAll(findChildren<Connection *>());
}

void ScriptedServer::play(script::Steps steps)
{
    m_next.push_back(std::move(steps));
}

void ScriptedServer::playAlways(script::Steps steps)
{
    m_always = std::move(steps);
}

void ScriptedServer::playOnConnect(script::Steps steps)
{
    m_onConnect = std::move(steps);
}

void ScriptedServer::respond(std::function<script::Steps(const ScriptedRequest &)> respond)
{
    m_respond = std::move(respond);
}

void ScriptedServer::release()
{
    for (Connection *connection : findChildren<Connection *>())
        connection->release();
}

bool ScriptedServer::isPaused() const
{
    const auto all = findChildren<Connection *>();
    return std::any_of(all.begin(), all.end(), [](const Connection *connection) { return connection->isPaused(); });
}

void ScriptedServer::closeAll()
{
    for (Connection *connection : findChildren<Connection *>())
        connection->close();
}

void ScriptedServer::resetAll()
{
    for (Connection *connection : findChildren<Connection *>())
        connection->reset();
}

QUrl ScriptedServer::url(const QString &path, const QString &host) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(host);
    url.setPort(serverPort());
    url.setPath(path);
    return url;
}

int ScriptedServer::openConnections() const
{
    const auto all = findChildren<Connection *>();
    return int(
        std::count_if(all.begin(), all.end(), [](const Connection *connection) { return connection->isOpen(); }));
}

qint64 ScriptedServer::unsentBytes() const
{
    qint64 bytes = 0;
    for (const Connection *connection : findChildren<Connection *>())
        bytes += connection->unsentBytes();
    return bytes;
}

void ScriptedServer::incomingConnection(qintptr descriptor)
{
    auto *connection = new Connection(this, descriptor, m_connections++);
    connection->begin(m_onConnect, m_tls);
}

script::Steps ScriptedServer::stepsFor(const ScriptedRequest &request)
{
    if (m_respond) {
        script::Steps steps = m_respond(request);
        if (!steps.empty())
            return steps;
    }
    if (m_next.empty())
        return m_always;
    script::Steps steps = std::move(m_next.front());
    m_next.pop_front();
    return steps;
}

} // namespace triptych

#include "ScriptedServer.moc"
