// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ProxyHandshake.h"

#include "core/net/NetErrors.h"

#include <cstring>

namespace triptych {

namespace {

/// Of the parts in a row.
Secret joined(std::initializer_list<QByteArrayView> parts)
{
    std::size_t size = 0;
    for (const QByteArrayView part : parts)
        size += std::size_t(part.size());
    Secret whole(size);
    char *at = whole.data();
    for (const QByteArrayView part : parts) {
        std::memcpy(at, part.data(), std::size_t(part.size()));
        at += part.size();
    }
    return whole;
}

/// QByteArray would leave a copy that nobody wipes.
Secret base64(QByteArrayView bytes)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    Secret text(std::size_t((bytes.size() + 2) / 3 * 4));
    char *at = text.data();
    for (qsizetype i = 0; i < bytes.size(); i += 3) {
        const qsizetype count = qMin<qsizetype>(3, bytes.size() - i);
        quint32 group = 0;
        for (qsizetype k = 0; k < 3; ++k)
            group = group << 8 | (k < count ? quint8(bytes[i + k]) : 0);
        for (qsizetype k = 0; k < 4; ++k)
            *at++ = k <= count ? alphabet[group >> (18 - 6 * k) & 63] : '=';
    }
    return text;
}

class HttpConnect final : public ProxyHandshake
{
public:
    HttpConnect(const QString &host, quint16 port, Secret signIn) : m_signIn(std::move(signIn))
    {
        const QByteArray name = host.contains(u':') ? '[' + host.toLatin1() + ']' : host.toLatin1();
        m_target = name + ':' + QByteArray::number(port);
    }

    Secret greeting() override
    {
        const QByteArray head = "CONNECT " + m_target + " HTTP/1.1\r\nHost: " + m_target
            + "\r\nUser-Agent: Triptych/" TRIPTYCH_VERSION "\r\n";
        if (m_signIn.isEmpty())
            return joined({head, "\r\n"});
        const Secret credentials = base64(m_signIn.view());
        return joined({head, "Proxy-Authorization: Basic ", credentials.view(), "\r\n\r\n"});
    }

    Result<Step> take(QByteArray &unread) override
    {
        const qsizetype end = unread.indexOf("\r\n\r\n");
        if (end < 0 && unread.size() < mostHeadBytes)
            return Step {};
        const QByteArray line = unread.left(qMax<qsizetype>(0, unread.indexOf("\r\n"))).left(200);
        unread.remove(0, end + 4);
        const QByteArray status = line.startsWith("HTTP/1.") ? line.split(' ').value(1) : QByteArray();
        if (end >= 0 && status.size() == 3 && status.startsWith('2'))
            return Step {.say = {}, .isOpen = true};
        return networkError(status == "407" ? "proxy.auth" : "proxy.connect", QString::fromLatin1(line));
    }

private:
    QByteArray m_target;
    const Secret m_signIn;
};

class Socks5 final : public ProxyHandshake
{
public:
    Socks5(const QString &host, quint16 port, Secret signIn)
        : m_host(host.toLatin1()),
          m_port(port),
          m_signIn(std::move(signIn))
    {}

    Secret greeting() override
    {
        return m_signIn.isEmpty() ? joined({QByteArrayView("\x05\x01\x00", 3)})
                                  : joined({QByteArrayView("\x05\x02\x00\x02", 4)});
    }

    Result<Step> take(QByteArray &unread) override
    {
        switch (m_stage) {
        case Stage::Method: return takeMethod(unread);
        case Stage::SignIn: return takeSignIn(unread);
        case Stage::Reply: return takeReply(unread);
        }
        Q_UNREACHABLE();
    }

private:
    enum class Stage : quint8 { Method, SignIn, Reply };

    Result<Step> takeMethod(QByteArray &unread)
    {
        if (unread.size() < 2)
            return Step {};
        const QByteArray answer = unread.left(2);
        unread.remove(0, 2);
        if (answer[0] != '\x05')
            return networkError("proxy.socks");
        if (answer[1] == '\x00')
            return request();
        if (answer[1] != '\x02' || m_signIn.isEmpty())
            return networkError("proxy.auth");
        m_stage = Stage::SignIn;
        return credentials();
    }

    /// RFC 1929: both parts with their lengths, which are bytes.
    Result<Step> credentials() const
    {
        const QByteArrayView pair = m_signIn.view();
        const qsizetype colon = qMax<qsizetype>(0, pair.indexOf(':'));
        const QByteArrayView user = pair.first(colon);
        const QByteArrayView password = pair.sliced(qMin(pair.size(), colon + 1));
        if (user.size() > 255 || password.size() > 255)
            return networkError("proxy.auth");
        const char userSize = char(user.size());
        const char passwordSize = char(password.size());
        return Step {.say = joined({"\x01", {&userSize, 1}, user, {&passwordSize, 1}, password})};
    }

    Result<Step> takeSignIn(QByteArray &unread)
    {
        if (unread.size() < 2)
            return Step {};
        const bool isRight = unread[1] == '\x00';
        unread.remove(0, 2);
        return isRight ? request() : Result<Step>(networkError("proxy.auth"));
    }

    Result<Step> request()
    {
        if (m_host.size() > 255)
            return networkError("proxy.socks");
        m_stage = Stage::Reply;
        const char size = char(m_host.size());
        const char port[] = {char(m_port >> 8), char(m_port & 0xff)};
        return Step {.say = joined({{"\x05\x01\x00\x03", 4}, {&size, 1}, m_host, {port, 2}})};
    }

    Result<Step> takeReply(QByteArray &unread)
    {
        if (unread.size() < 2)
            return Step {};
        if (unread[0] != '\x05' || unread[1] != '\x00')
            return networkError("proxy.socks", reasonOf(unread[1]));
        const qsizetype size = replySize(unread);
        if (size == 0)
            return networkError("proxy.socks");
        if (unread.size() < size)
            return Step {};
        unread.remove(0, size);
        return Step {.say = {}, .isOpen = true};
    }

    /// As RFC 1928 numbers them.
    static QString reasonOf(char code)
    {
        switch (code) {
        case 2: return QStringLiteral("not allowed by its rules");
        case 3: return QStringLiteral("network unreachable");
        case 4: return QStringLiteral("host unreachable");
        case 5: return QStringLiteral("connection refused");
        case 6: return QStringLiteral("time to live expired");
        default: return QStringLiteral("reply %1").arg(quint8(code));
        }
    }

    /// With the address that the proxy binds to; 0: an address of no known kind.
    static qsizetype replySize(const QByteArray &reply)
    {
        if (reply.size() < 5)
            return 5;
        switch (reply[3]) {
        case 1: return 4 + 4 + 2;
        case 3: return 4 + 1 + quint8(reply[4]) + 2;
        case 4: return 4 + 16 + 2;
        default: return 0;
        }
    }

    const QByteArray m_host;
    const quint16 m_port;
    const Secret m_signIn;
    Stage m_stage = Stage::Method;
};

} // namespace

std::unique_ptr<ProxyHandshake> newProxyHandshake(QNetworkProxy::ProxyType type, const QString &host, quint16 port,
                                                  Secret signIn)
{
    if (type == QNetworkProxy::Socks5Proxy)
        return std::make_unique<Socks5>(host, port, std::move(signIn));
    return std::make_unique<HttpConnect>(host, port, std::move(signIn));
}

} // namespace triptych
