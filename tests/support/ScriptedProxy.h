// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTcpServer>
#include <functional>
#include <optional>

namespace triptych {

/// A tiny proxy inside the test's own event loop: HTTP CONNECT or SOCKS5, to loopback whatever name it is asked for.
/// It can refuse in many ways, and keeps what it saw.
class ScriptedProxy final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedProxy)

public:
    enum class Kind { Http, Socks5 };
    enum class Behaviour {
        Tunnel,
        Refuse, ///< CONNECT: `status`; SOCKS5: `socksReply`.
        RefuseMethods, ///< SOCKS5: no acceptable way to sign in.
        Close, ///< As soon as it was spoken to.
        Silent,
        Garbage,
        StripTls, ///< Agrees, then speaks HTTP in the clear.
    };

    explicit ScriptedProxy(Kind kind, QObject *parent = nullptr);
    ~ScriptedProxy() override;

    Behaviour behaviour = Behaviour::Tunnel;
    QByteArray status = "502 Bad Gateway";
    char socksReply = 5; ///< Connection refused.
    QByteArray user; ///< Empty: nobody has to sign in.
    QByteArray password;

    QUrl url(const QString &scheme, const QString &userName = {}, const QString &userPassword = {}) const;
    const QByteArray &received() const { return m_received; } ///< Everything that clients sent, tunnels too.
    const QByteArrayList &targets() const { return m_targets; } ///< host:port, as asked for.

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    class Client;
    const Kind m_kind;
    QByteArray m_received;
    QByteArrayList m_targets;
};

} // namespace triptych
