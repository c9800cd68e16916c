// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QVariantMap>

namespace triptych {

/// What the desktop tells of the person's presence: the screen locks, another user takes the seat, the machine goes to
/// sleep. Listens to logind and to the screen savers of freedesktop and GNOME; where there is no bus it stays silent.
/// Lives on the GUI thread.
class SessionEvents final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionEvents)

public:
    explicit SessionEvents(QObject *parent = nullptr) : QObject(parent) {}

    void listen(QDBusConnection system, QDBusConnection session);
    /// The login session whose changes count; by default the one of this process.
    void setLoginSession(const QString &path) { m_loginSession = path; }

Q_SIGNALS:
    void personLeft();

private Q_SLOTS:
    void onChange(bool begins);
    void onLoginChange(const QString &interface, const QVariantMap &changed, const QStringList &invalidated);

private:
    void followLoginSession(QDBusConnection system);

    QString m_loginSession;
};

} // namespace triptych
