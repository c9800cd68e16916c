// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>
#include <QList>
#include <QSslCertificate>
#include <variant>

namespace triptych {

/// What is learnt on the way to a server, step by step.

struct RouteChosen
{
    QString proxy = {}; ///< host:port; empty: straight to the server.
};
struct AddressesFound
{
    QList<QHostAddress> addresses = {}; ///< Of the server, or of the proxy where there is one.
};
struct TcpReached ///< Also where a connection that was kept leads.
{
    QHostAddress address = {};
};
struct ProxyAgreed
{};
struct CertificateSeen
{
    QList<QSslCertificate> chain = {}; ///< The server's own first, whether it is trusted or not.
};

using DialFact = std::variant<RouteChosen, AddressesFound, TcpReached, ProxyAgreed, CertificateSeen>;

} // namespace triptych
