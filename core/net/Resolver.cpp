// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/Resolver.h"

#include "core/net/NetErrors.h"

#include <QHostInfo>
#include <QNetworkInterface>
#include <algorithm>
#include <array>

namespace triptych {

namespace {

class SystemLookup final : public Resolver::Lookup
{
public:
    SystemLookup(const QString &host, Resolver::Found found)
    {
        m_id = QHostInfo::lookupHost(host, &m_context, [host, found = std::move(found)](const QHostInfo &info) {
            const auto tell = found; // which may destroy this lookup
            if (info.error() == QHostInfo::HostNotFound)
                tell(networkError("dns", host));
            else if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
                tell(timeoutError("dns", host)); // the server did not answer or could not say
            else
                tell(info.addresses());
        });
    }
    ~SystemLookup() override { QHostInfo::abortHostLookup(m_id); }
    Q_DISABLE_COPY_MOVE(SystemLookup)

private:
    QObject m_context;
    int m_id = -1;
};

} // namespace

std::unique_ptr<Resolver::Lookup> SystemResolver::lookUp(const QString &host, Found found)
{
    return std::make_unique<SystemLookup>(host, std::move(found));
}

bool SystemResolver::isOnline() const
{
    const auto interfaces = QNetworkInterface::allInterfaces();
    return std::any_of(interfaces.begin(), interfaces.end(), [](const QNetworkInterface &interface) {
        return interface.flags().testFlag(QNetworkInterface::IsUp)
            && !interface.flags().testFlag(QNetworkInterface::IsLoopBack) && !interface.addressEntries().isEmpty();
    });
}

bool isPublicName(const QString &host)
{
    QString name = host.toLower();
    if (name.endsWith(u'.'))
        name.chop(1);
    if (!name.contains(u'.') || !QHostAddress(name).isNull())
        return false;
    static const std::array localEnds {QLatin1String(".localhost"), QLatin1String(".local"), QLatin1String(".lan"),
                                       QLatin1String(".internal"), QLatin1String(".home.arpa")};
    return std::none_of(localEnds.begin(), localEnds.end(), [&name](QLatin1String end) { return name.endsWith(end); });
}

bool isPrivateAddress(const QHostAddress &address)
{
    if (address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast() || address.isSiteLocal())
        return true;
    bool isV4 = false;
    const QHostAddress v4(address.toIPv4Address(&isV4));
    static const std::array networks {
        std::pair {QHostAddress(0x0a000000u), 8},
        std::pair {QHostAddress(0xac100000u), 12},
        std::pair {QHostAddress(0xc0a80000u), 16},
    };
    return isV4 && std::any_of(networks.begin(), networks.end(), [&v4](const auto &network) {
               return v4.isInSubnet(network.first, network.second);
           });
}

QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses)
{
    QList<QHostAddress> first;
    QList<QHostAddress> second;
    for (const QHostAddress &address : addresses)
        (address.protocol() == addresses.front().protocol() ? first : second).append(address);
    QList<QHostAddress> order;
    for (qsizetype i = 0; i < std::max(first.size(), second.size()); ++i) {
        order += first.mid(i, 1);
        order += second.mid(i, 1);
    }
    return order;
}

} // namespace triptych
