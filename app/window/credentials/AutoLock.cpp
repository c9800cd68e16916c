// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/credentials/AutoLock.h"

#include "core/vault/Vault.h"

#include <QCoreApplication>
#include <QEvent>

namespace triptych {

AutoLock::AutoLock(Vault &vault, Clock &clock, QObject *parent)
    : QObject(parent),
      m_vault(vault),
      m_idle(clock.newTimer([this] { lock(); }))
{
    connect(&m_events, &SessionEvents::personLeft, this, &AutoLock::lock);
    connect(&vault, &Vault::stateChanged, this, &AutoLock::startIdling);
    QCoreApplication::instance()->installEventFilter(this);
}

void AutoLock::setIdleLimit(std::chrono::milliseconds limit)
{
    m_limit = limit;
    startIdling();
}

/// From now on, as long as there is something to lock.
void AutoLock::startIdling()
{
    if (m_limit.count() > 0 && m_vault.state() == VaultState::Unlocked)
        m_idle->start(m_limit);
    else
        m_idle->stop();
}

bool AutoLock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::InputMethod:
    case QEvent::TouchBegin: startIdling(); break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void AutoLock::lock()
{
    if (m_vault.state() == VaultState::Unlocked || m_vault.state() == VaultState::Opening)
        m_vault.lock();
}

} // namespace triptych
