// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/AutoLock.h"

#include "core/vault/Vault.h"

#include <QCoreApplication>
#include <QEvent>

namespace triptych {

AutoLock::AutoLock(Vault &vault, QObject *parent) : QObject(parent), m_vault(vault)
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &AutoLock::lock);
    connect(&m_events, &SessionEvents::personLeft, this, &AutoLock::lock);
    connect(&vault, &Vault::stateChanged, this, [this] {
        if (m_vault.state() == VaultState::Unlocked && m_idle.interval() > 0)
            m_idle.start();
    });
    QCoreApplication::instance()->installEventFilter(this);
}

void AutoLock::setIdleLimit(std::chrono::milliseconds limit)
{
    m_idle.stop();
    m_idle.setInterval(limit);
    if (limit.count() > 0 && m_vault.state() == VaultState::Unlocked)
        m_idle.start();
}

bool AutoLock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::InputMethod:
    case QEvent::TouchBegin:
        if (m_idle.isActive())
            m_idle.start();
        break;
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
