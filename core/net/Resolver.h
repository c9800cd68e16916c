// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include "core/chat/HttpMessage.h"

#include <QHostAddress>
#include <QList>
#include <functional>
#include <memory>

namespace triptych {

/// Finds the addresses of hosts. A seam, so that tests need no network.
class Resolver
{
public:
    /// A question under way; destroying it silences it.
    class Lookup
    {
    public:
        virtual ~Lookup() = default;
    };
    using Found = std::function<void(Result<QList<QHostAddress>>)>;

    virtual ~Resolver() = default;
    /// Asks for a host that is neither an address nor loopback. `found` comes once, after this returned; it may destroy
    /// the lookup. Errors: "dns", of kind Timeout when asking again may help.
    virtual std::unique_ptr<Lookup> lookUp(const QString &host, Found found) = 0;
    virtual bool isOnline() const = 0; ///< Some interface beside loopback is up and has an address.
};

/// The resolver of the system, without blocking.
class SystemResolver final : public Resolver
{
public:
    std::unique_ptr<Lookup> lookUp(const QString &host, Found found) override;
    bool isOnline() const override;
};

/// A name that the public DNS may hold, as far as its form tells: no address, and none of this machine or a local
/// network.
bool isPublicName(const QString &host);
/// Of this machine or of a private network. The addresses that proxies make up for names (198.18.0.0/15) are not.
bool isPrivateAddress(const QHostAddress &address);
/// The order in which addresses are tried: families take turns, the first one's first (RFC 8305).
QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses);

} // namespace triptych
