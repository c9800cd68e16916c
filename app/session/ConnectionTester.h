// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/ConnectionReport.h"
#include "core/net/HttpTransport.h"
#include "core/providers/ProviderPreset.h"
#include "core/run/EndpointSource.h"

#include <QObject>

namespace triptych {

class IoThread;
class KeyRing;
class Vault;
struct LaneSecrets;

/// What is tested: a provider as it is stored, or as somebody is just describing it.
struct ProbeSubject
{
    ProviderPreset preset = {};
    Secret key = {}; ///< Typed, but not stored; empty: the one that a lane would get.
    std::vector<SecretHeader> headers = {}; ///< Typed, by the names of the preset's secret headers.
    QString proxyOrigin = {}; ///< From signInOrigin().
};

/// Tests connections with the keys that there are. Never asks for the vault's password: while that is shut it walks
/// without a key and says so. Lives on the main thread.
class ConnectionTester final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionTester)

public:
    using Told = std::function<void(const ConnectionReport &)>;

    ConnectionTester(KeyRing &keys, Vault &vault, IoThread &io, QObject *parent = nullptr);

    /// `told` comes here with every step, unless `context` went or the Pending did.
    [[nodiscard]] std::unique_ptr<Pending> start(ProbeSubject subject, QObject *context, Told told);

private:
    struct Walk;
    void walk(const std::shared_ptr<Walk> &walk, Result<LaneSecrets> secrets);

    KeyRing &m_keys;
    Vault &m_vault;
    IoThread &m_io;
};

} // namespace triptych
