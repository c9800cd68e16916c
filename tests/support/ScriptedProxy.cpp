// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/ScriptedProxy.h"

#include <QNetworkProxy>
#include <QTcpSocket>
#include <QUrl>

namespace triptych {

class ScriptedProxy::Client final : public QObject
{
    Q_OBJECT

public:
    Client(ScriptedProxy *proxy, qintptr descriptor) : QObject(proxy), m_proxy(proxy)
    {
        m_socket.setSocketDescriptor(descriptor);
        m_target.setProxy(QNetworkProxy::NoProxy);
        connect(&m_socket, &QTcpSocket::readyRead, this, &Client::read);
        connect(&m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        connect(&m_target, &QTcpSocket::readyRead, this, [this] { m_socket.write(m_target.readAll()); });
        connect(&m_target, &QTcpSocket::disconnected, this, [this] { m_socket.disconnectFromHost(); });
    }

private:
    enum class Stage { Greeting, Credentials, Request, Tunnel };

    void read()
    {
        const QByteArray bytes = m_socket.readAll();
        m_proxy->m_received += bytes;
        m_unread += bytes;
        switch (m_proxy->behaviour) {
        case Behaviour::Silent: return;
        case Behaviour::Close: return m_socket.disconnectFromHost();
        case Behaviour::Garbage: send("\x99\x98garbage\r\n\r\n"); return;
        default: break;
        }
        while (m_proxy->m_kind == Kind::Http ? readHttp() : readSocks()) {}
    }

    bool readHttp()
    {
        if (m_stage == Stage::Tunnel)
            return relay();
        const qsizetype end = m_unread.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const QByteArray head = m_unread.left(end + 4);
        m_unread.remove(0, end + 4);
        const QByteArray wanted = "Proxy-Authorization: Basic " + (m_proxy->user + ':' + m_proxy->password).toBase64();
        if (!m_proxy->user.isEmpty() && !head.contains(wanted))
            return send(
                "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        if (m_proxy->behaviour == Behaviour::Refuse)
            return send("HTTP/1.1 " + m_proxy->status + "\r\nContent-Length: 0\r\n\r\n");
        const QByteArrayList line = head.split(' ');
        open(line.value(1), "HTTP/1.1 200 Connection established\r\n\r\n");
        return true;
    }

    bool readSocks()
    {
        switch (m_stage) {
        case Stage::Greeting: return readGreeting();
        case Stage::Credentials: return readCredentials();
        case Stage::Request: return readRequest();
        case Stage::Tunnel: return relay();
        }
        Q_UNREACHABLE();
    }

    bool readGreeting()
    {
        if (m_unread.size() < 2 || m_unread.size() < 2 + m_unread[1])
            return false;
        m_unread.remove(0, 2 + m_unread[1]);
        if (m_proxy->behaviour == Behaviour::RefuseMethods)
            return send("\x05\xff");
        m_stage = m_proxy->user.isEmpty() ? Stage::Request : Stage::Credentials;
        send(m_proxy->user.isEmpty() ? QByteArray("\x05\x00", 2) : QByteArray("\x05\x02"));
        return true;
    }

    bool readCredentials()
    {
        const QByteArray right = '\x01' + QByteArray(1, char(m_proxy->user.size())) + m_proxy->user
            + QByteArray(1, char(m_proxy->password.size())) + m_proxy->password;
        const qsizetype userSize = m_unread.size() < 2 ? 0 : m_unread[1];
        if (m_unread.size() < 3 + userSize || m_unread.size() < 3 + userSize + m_unread[2 + userSize])
            return false;
        const bool isRight = m_unread == right;
        m_unread.clear();
        m_stage = Stage::Request;
        return send(isRight ? QByteArray("\x01\x00", 2) : QByteArray("\x01\x01"));
    }

    bool readRequest()
    {
        if (m_unread.size() < 7 || m_unread[3] != 3 || m_unread.size() < 7 + m_unread[4])
            return false; // only names: we want them resolved here
        const qsizetype length = m_unread[4];
        const auto high = quint8(m_unread[5 + length]);
        const auto low = quint8(m_unread[6 + length]);
        const QByteArray target = m_unread.mid(5, length) + ':' + QByteArray::number(high * 256 + low);
        m_unread.remove(0, 7 + length);
        const QByteArray tail = QByteArray("\x00\x01\x7f\x00\x00\x01\x00\x00", 8);
        if (m_proxy->behaviour == Behaviour::Refuse)
            return send('\x05' + QByteArray(1, m_proxy->socksReply) + tail);
        open(target, QByteArray("\x05\x00", 2) + tail);
        return true;
    }

    bool relay()
    {
        if (m_proxy->behaviour == Behaviour::StripTls)
            return send("HTTP/1.1 200 OK\r\n\r\n");
        m_target.write(std::exchange(m_unread, {}));
        return false;
    }

    void open(const QByteArray &target, const QByteArray &agreed)
    {
        m_proxy->m_targets.append(target);
        m_stage = Stage::Tunnel;
        const quint16 port = target.mid(target.lastIndexOf(':') + 1).toUShort();
        if (m_proxy->behaviour != Behaviour::StripTls)
            m_target.connectToHost(QHostAddress::LocalHost, port);
        send(agreed);
    }

    bool send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        return false;
    }

    ScriptedProxy *m_proxy;
    QTcpSocket m_socket;
    QTcpSocket m_target;
    QByteArray m_unread;
    Stage m_stage = Stage::Greeting;
};

ScriptedProxy::ScriptedProxy(Kind kind, QObject *parent) : QTcpServer(parent), m_kind(kind)
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback: %s", qPrintable(errorString()));
}

ScriptedProxy::~ScriptedProxy()
{
    qDeleteAll(findChildren<Client *>());
}

QUrl ScriptedProxy::url(const QString &scheme, const QString &userName, const QString &userPassword) const
{
    QUrl url;
    url.setScheme(scheme);
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(serverPort());
    url.setUserName(userName);
    url.setPassword(userPassword);
    return url;
}

void ScriptedProxy::incomingConnection(qintptr descriptor)
{
    new Client(this, descriptor);
}

} // namespace triptych

#include "ScriptedProxy.moc"
