// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/TransportHelpers.h"

#include "core/net/NetErrors.h"

#include <QDir>
#include <QTimer>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace triptych {

namespace {

class StubLookup final : public Resolver::Lookup
{
public:
    explicit StubLookup(StubResolver &resolver) : m_resolver(resolver) { ++m_resolver.waiting; }
    ~StubLookup() override { --m_resolver.waiting; }
    Q_DISABLE_COPY_MOVE(StubLookup)

    QObject context;

private:
    StubResolver &m_resolver;
};

sockaddr_in socketAddress(const QHostAddress &address, quint16 port)
{
    sockaddr_in raw {};
    raw.sin_family = AF_INET;
    raw.sin_addr.s_addr = htonl(address.toIPv4Address());
    raw.sin_port = htons(port);
    return raw;
}

} // namespace

int openDescriptors()
{
    return int(QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size());
}

std::unique_ptr<Resolver::Lookup> StubResolver::lookUp(const QString &host, Found found)
{
    asked.append(host);
    auto lookup = std::make_unique<StubLookup>(*this);
    if (!answers)
        return lookup;
    const auto answer = known.contains(host) && !fault
        ? Result<QList<QHostAddress>>(known.value(host))
        : Result<QList<QHostAddress>>(fault.value_or(networkError("dns", host)));
    QTimer::singleShot(0, &lookup->context, [found = std::move(found), answer] {
        const auto tell = found; // the lookup may go meanwhile
        tell(answer);
    });
    return lookup;
}

HangingPort::HangingPort(const QHostAddress &address, quint16 port)
{
    sockaddr_in raw = socketAddress(address, port);
    socklen_t size = sizeof raw;
    auto *any = reinterpret_cast<sockaddr *>(&raw);
    m_descriptors[0] = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(m_descriptors[0], any, size) != 0 || ::listen(m_descriptors[0], 0) != 0)
        qFatal("cannot listen on %s", qPrintable(address.toString()));
    ::getsockname(m_descriptors[0], any, &size);
    m_port = ntohs(raw.sin_port);
    for (std::size_t i = 1; i < m_descriptors.size(); ++i) { // nobody accepts these, so the queue stays full
        m_descriptors[i] = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        ::connect(m_descriptors[i], any, size);
    }
}

HangingPort::~HangingPort()
{
    for (const int descriptor : m_descriptors)
        ::close(descriptor);
}

} // namespace triptych
