// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ProxyRules.h"

#include "core/chat/ProxyAddress.h"
#include "core/net/NetErrors.h"

#include <QHostAddress>
#include <QRegularExpression>

namespace triptych {

namespace {

const QNetworkProxy direct {QNetworkProxy::NoProxy};

QString readEither(const Environment &environment, const QByteArray &name)
{
    const QByteArray lower = environment(name.constData());
    return QString::fromLocal8Bit(lower.isEmpty() ? environment(name.toUpper().constData()) : lower).trimmed();
}

bool coversAddress(const QString &rule, const QHostAddress &address)
{
    if (!rule.contains(u'/'))
        return QHostAddress(rule) == address;
    const auto subnet = QHostAddress::parseSubnet(rule);
    return subnet.second >= 0 && address.isInSubnet(subnet);
}

bool coversName(QString rule, const QString &host)
{
    if (rule.startsWith(QLatin1String("*.")))
        rule.remove(0, 1);
    if (rule.startsWith(u'.'))
        rule.remove(0, 1);
    return !rule.isEmpty()
        && (host.compare(rule, Qt::CaseInsensitive) == 0 || host.endsWith(u'.' + rule, Qt::CaseInsensitive));
}

bool covers(QString rule, const QString &host, int port)
{
    static const QRegularExpression withPort(QStringLiteral("^(\\[.*\\]|[^:]*):(\\d+)$"));
    if (const auto match = withPort.match(rule); match.hasMatch()) {
        if (match.capturedView(2).toInt() != port)
            return false;
        rule = match.captured(1);
    }
    if (rule.startsWith(u'[') && rule.endsWith(u']'))
        rule = rule.sliced(1, rule.size() - 2);
    const QHostAddress address(host);
    return rule == u'*' || (address.isNull() ? coversName(rule, host) : coversAddress(rule, address));
}

} // namespace

Result<QNetworkProxy> proxyFromUrl(const QString &text)
{
    const QUrl url(text.contains(QLatin1String("://")) ? text : QLatin1String("http://") + text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool isSocks = isSocksScheme(scheme);
    if (url.isValid() && !isProxyScheme(scheme))
        return inputError("proxy.unsupported", scheme);
    if (!isProxyAddress(url))
        return inputError("proxy.invalid"); // without the text, which may hold a password
    const auto port = quint16(url.port(isSocks ? 1080 : 80));
    QNetworkProxy proxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(QUrl::EncodeUnicode),
                        port, url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded));
    if (!isSocks) // Qt would pretend to be a browser
        proxy.setRawHeader(QByteArrayLiteral("User-Agent"), QByteArrayLiteral("Triptych/" TRIPTYCH_VERSION));
    return proxy;
}

std::optional<Result<QNetworkProxy>> proxyFromEnvironment(const QUrl &url, const Environment &environment)
{
    const int port = url.port(url.scheme() == u"https" ? 443 : 80);
    if (isExcludedFromProxy(url.host(), port, readEither(environment, "no_proxy")))
        return direct;
    QString proxy = readEither(environment, url.scheme().toLatin1() + "_proxy");
    if (proxy.isEmpty())
        proxy = readEither(environment, "all_proxy");
    if (proxy.isEmpty())
        return std::nullopt;
    return proxyFromUrl(proxy);
}

bool isExcludedFromProxy(const QString &host, int port, const QString &list)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,]+"));
    const QStringList rules = list.split(separators, Qt::SkipEmptyParts);
    return std::any_of(rules.begin(), rules.end(), [&](const QString &rule) { return covers(rule, host, port); });
}

} // namespace triptych
