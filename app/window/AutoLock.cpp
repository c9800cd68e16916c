// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/AutoLock.h"

#include "core/vault/Vault.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QEvent>

namespace triptych {

AutoLock::AutoLock(Vault &vault, QObject *parent) : QObject(parent), m_vault(vault)
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &AutoLock::onLock);
    connect(&vault, &Vault::stateChanged, this, [this] {
        if (m_vault.state() == VaultState::Unlocked && m_idle.interval() > 0)
            m_idle.start();
    });
    QCoreApplication::instance()->installEventFilter(this);
    QTimer::singleShot(0, this, &AutoLock::listenToLogin); // the bus may take its time; the first frame must not
}

void AutoLock::setMinutes(int minutes)
{
    m_idle.stop();
    m_idle.setInterval(minutes * 60'000);
    if (minutes > 0 && m_vault.state() == VaultState::Unlocked)
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

void AutoLock::onSleep(bool begins)
{
    if (begins)
        onLock();
}

void AutoLock::onLock()
{
    if (m_vault.state() == VaultState::Unlocked)
        m_vault.lock();
}

/// Where there is no system bus, idleness alone locks.
void AutoLock::listenToLogin()
{
    QDBusConnection bus = QDBusConnection::systemBus();
    if (!bus.isConnected())
        return;
    const QString service = QStringLiteral("org.freedesktop.login1");
    bus.connect(service, QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
                QStringLiteral("PrepareForSleep"), this, SLOT(onSleep(bool)));
    bus.connect(service, QString(), QStringLiteral("org.freedesktop.login1.Session"), QStringLiteral("Lock"), this, SLOT(onLock()));
    QDBusConnection::sessionBus().connect(QString(), QString(), QStringLiteral("org.freedesktop.ScreenSaver"),
                                          QStringLiteral("ActiveChanged"), this, SLOT(onSleep(bool)));
}

} // namespace triptych
