// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/server/Doorkeeper.h"
#include "core/gateway/server/GatewayPath.h"
#include "core/gateway/server/Via.h"
#include "core/net/RequestFraming.h"

#include <QByteArrayList>
#include <QHostAddress>

namespace triptych {

/// Who asks for what, once they may.
struct Visit
{
    const GatewayPath *path = nullptr;
    Doorkeeper::Admission token = {}; ///< Null where none is needed.
};

/// Judges requests by their heads: whether they came here on purpose, from a program, not from ourselves, and with a
/// token that reaches what they ask for. Lives on the I/O thread.
class GatewayGate
{
public:
    GatewayGate(Doorkeeper &doorkeeper, const Via &via) : m_doorkeeper(doorkeeper), m_via(via) {}

    /// The exact values of Host that are ours, in lower case.
    void setHosts(const QByteArrayList &hosts) { m_hosts = hosts; }
    /// The fault's code is what clients are told as the error's.
    std::variant<Visit, RequestFault> judge(const RequestHead &head) const;

private:
    std::variant<Visit, RequestFault> letIn(const RequestHead &head) const;

    Doorkeeper &m_doorkeeper;
    const Via &m_via;
    QByteArrayList m_hosts;
};

/// The Host values of a gateway on loopback.
QByteArrayList loopbackHosts(quint16 port);
/// Those of one elsewhere over TLS; without the port where it is 443.
QByteArrayList hostsOf(const QHostAddress &address, const QByteArrayList &names, quint16 port);

} // namespace triptych
