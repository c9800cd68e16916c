// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gateway/KeyLease.h"

#include "app/session/IoThread.h"
#include "app/session/KeyCollection.h"
#include "app/session/Session.h"

#include <QPointer>

namespace triptych {

KeyLease::KeyLease(Session &session, QObject *parent) : QObject(parent), m_session(session)
{
    connect(&session.vault(), &Vault::stateChanged, this, &KeyLease::lend);
    connect(&session.vault(), &Vault::keysChanged, this, &KeyLease::lend);
    connect(&session, &Session::catalogChanged, this, &KeyLease::lend);
}

KeyLease::~KeyLease()
{
    end();
}

void KeyLease::setProviders(const QStringList &providers)
{
    m_isActive = true;
    m_wanted = providers;
    QStringList kept;
    for (const QString &provider : std::as_const(m_lent))
        if (providers.contains(provider))
            kept << provider;
    if (kept != m_lent) {
        m_lent = kept;
        Q_EMIT changed();
    }
    m_session.io().post([providers](IoThread::Parts &parts) { parts.endpoints->keepLent(providers); });
    lend();
}

void KeyLease::end()
{
    m_isActive = false;
    m_session.io().post([](IoThread::Parts &parts) { parts.endpoints->keepLent({}); });
    if (std::exchange(m_lent, {}).isEmpty())
        return;
    Q_EMIT changed();
}

/// A key that was removed from an open vault is taken back.
void KeyLease::lend()
{
    if (!m_isActive || m_session.vault().state() != VaultState::Unlocked)
        return;
    for (const QString &provider : std::as_const(m_wanted))
        lendFor(provider);
}

void KeyLease::lendFor(const QString &provider)
{
    const ProviderPreset *known = m_session.catalog().find(provider);
    if (!known || !known->missingField().isEmpty() || provider == QLatin1String("local"))
        return;
    const ProviderPreset preset = withConnection(*known, m_session.settings());
    const QString origin = preset.origin();
    const auto found = [self = QPointer<KeyLease>(this), provider, origin](Result<LaneSecrets> secrets) {
        if (!self || !self->m_isActive)
            return;
        const bool isLent = secrets && !secrets.value().key.secret.isEmpty();
        if (isLent) {
            const auto shared = std::make_shared<LaneSecrets>(std::move(secrets).value());
            self->m_session.io().post([provider, origin, shared](IoThread::Parts &parts) {
                parts.endpoints->lend(provider, origin, std::move(*shared));
            });
        }
        if (isLent == self->m_lent.contains(provider))
            return;
        if (isLent)
            self->m_lent << provider;
        else
            self->m_lent.removeAll(provider);
        const QStringList kept = self->m_lent;
        if (!isLent)
            self->m_session.io().post([kept](IoThread::Parts &parts) { parts.endpoints->keepLent(kept); });
        Q_EMIT self->changed();
    };
    collectKeys(m_session.keys(), {preset, origin, signInOrigin(m_session.settings(), preset)}, {}, found);
}

} // namespace triptych
