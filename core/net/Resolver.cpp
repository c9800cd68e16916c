// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/Resolver.h"

#include "core/net/NetErrors.h"

#include <QHostInfo>
#include <QNetworkInterface>

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
