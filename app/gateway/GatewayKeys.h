// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

#include <QObject>
#include <functional>

namespace triptych {

class Session;

/// The key pairs that sign a gateway's tokens: the private halves in the vault, the public ones as files. The vault is
/// open. Lives on the main thread; answers come there, later, and not at all once the context is gone.
class GatewayKeys final
{
public:
    using Made = std::function<void(Result<QString> id)>;
    struct SigningKey
    {
        QString id = {};
        Secret privatePem = {};
    };
    using Found = std::function<void(Result<SigningKey>)>;

    explicit GatewayKeys(Session &session) : m_session(session) {}

    void create(QObject *context, Made made);
    void import(const Secret &privatePem, QObject *context, const Made &made);
    /// A public half only: tokens are signed elsewhere.
    Result<QString> trust(const QByteArray &publicPem);
    /// The newest. Unauthorized "no_keypair" where there is none.
    void find(QObject *context, const Found &found);

private:
    void keep(Secret privatePem, const QByteArray &publicPem, QObject *context, const Made &made);

    Session &m_session;
};

} // namespace triptych
