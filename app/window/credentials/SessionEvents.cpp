// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/credentials/SessionEvents.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace triptych {

namespace {

const QString login = QStringLiteral("org.freedesktop.login1");
const QString loginSession = QStringLiteral("org.freedesktop.login1.Session");
const QString manager = QStringLiteral("org.freedesktop.login1.Manager");
const QString managerPath = QStringLiteral("/org/freedesktop/login1");

} // namespace

void SessionEvents::listen(QDBusConnection system, QDBusConnection session)
{
    if (session.isConnected()) {
        // Each desktop has a saver of its own; GNOME's does not answer to the common name.
        for (const char *saver : {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver",
                                  "org.cinnamon.ScreenSaver"})
            session.connect(QString(), QString(), QLatin1String(saver), QStringLiteral("ActiveChanged"), this,
                            SLOT(onChange(bool)));
    }
    if (!system.isConnected())
        return;
    system.connect(login, managerPath, manager, QStringLiteral("PrepareForSleep"), this, SLOT(onChange(bool)));
    if (!m_loginSession.isEmpty())
        return followLoginSession(system);
    QDBusMessage ask = QDBusMessage::createMethodCall(login, managerPath, manager, QStringLiteral("GetSessionByPID"));
    ask << quint32(QCoreApplication::applicationPid());
    auto *answer = new QDBusPendingCallWatcher(system.asyncCall(ask), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, system](QDBusPendingCallWatcher *call) {
        call->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> path = *call;
        if (path.isError())
            return; // started outside any login, as by a service
        m_loginSession = path.value().path();
        followLoginSession(system);
    });
}

void SessionEvents::followLoginSession(QDBusConnection system)
{
    system.connect(login, m_loginSession, loginSession, QStringLiteral("Lock"), this, SIGNAL(personLeft()));
    system.connect(login, m_loginSession, QStringLiteral("org.freedesktop.DBus.Properties"),
                   QStringLiteral("PropertiesChanged"), this, SLOT(onLoginChange(QString, QVariantMap, QStringList)));
}

void SessionEvents::onChange(bool begins)
{
    if (begins)
        Q_EMIT personLeft();
}

/// "Active" goes when another user takes the seat, "LockedHint" comes with every lock screen that logind knows.
void SessionEvents::onLoginChange(const QString &interface, const QVariantMap &changed, const QStringList &)
{
    if (interface != loginSession)
        return;
    const bool isAway = changed.contains(QStringLiteral("Active")) && !changed.value(QStringLiteral("Active")).toBool();
    if (isAway || changed.value(QStringLiteral("LockedHint")).toBool())
        Q_EMIT personLeft();
}

} // namespace triptych
