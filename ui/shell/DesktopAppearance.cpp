// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/DesktopAppearance.h"

#include "ui/shell/DesktopBus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QPalette>

namespace triptych {

namespace {

constexpr int timeoutMs = 2000;

QString service()
{
    return QStringLiteral("org.freedesktop.portal.Desktop");
}
QString path()
{
    return QStringLiteral("/org/freedesktop/portal/desktop");
}
QString interface()
{
    return QStringLiteral("org.freedesktop.portal.Settings");
}
QString group()
{
    return QStringLiteral("org.freedesktop.appearance");
}

/// The portal wraps a value in one variant or two.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

DesktopAppearance::DesktopAppearance(QObject *parent) : QObject(parent)
{
    m_isDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

void DesktopAppearance::watch()
{
    QDBusConnection bus = desktopBus();
    if (m_isWatching || !bus.isConnected())
        return;
    m_isWatching = bus.connect(service(), path(), interface(), QStringLiteral("SettingChanged"), this,
                               SLOT(noteSetting(QString, QString, QDBusVariant)));
    if (!m_isWatching)
        return;
    for (const QString &key : {QStringLiteral("color-scheme"), QStringLiteral("contrast")}) {
        QDBusMessage question = QDBusMessage::createMethodCall(service(), path(), interface(), QStringLiteral("Read"));
        question.setArguments({group(), key});
        auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(question, timeoutMs), this);
        connect(answer, &QDBusPendingCallWatcher::finished, this, [this, key, answer] {
            const QDBusPendingReply<QDBusVariant> reply = *answer;
            answer->deleteLater();
            if (reply.isValid()) // no portal: the guess stays
                take(key, unwrapped(reply.value().variant()));
        });
    }
}

void DesktopAppearance::noteSetting(const QString &changedGroup, const QString &key, const QDBusVariant &value)
{
    if (changedGroup == group())
        take(key, unwrapped(value.variant()));
}

void DesktopAppearance::take(const QString &key, const QVariant &value)
{
    constexpr uint prefersDark = 1;
    const bool wasDark = m_isDark;
    const bool hadHighContrast = m_hasHighContrast;
    if (key == QLatin1String("color-scheme") && value.toUInt() != 0) // 0: the desktop has no wish
        m_isDark = value.toUInt() == prefersDark;
    else if (key == QLatin1String("contrast"))
        m_hasHighContrast = value.toUInt() == 1;
    if (wasDark != m_isDark || hadHighContrast != m_hasHighContrast)
        Q_EMIT changed();
}

Theme::Kind DesktopAppearance::kindFor(ThemeChoice choice) const
{
    switch (choice) {
    case ThemeChoice::Light: return Theme::Kind::Light;
    case ThemeChoice::Dark: return Theme::Kind::Dark;
    case ThemeChoice::HighContrast: return Theme::Kind::HighContrast;
    case ThemeChoice::System: break;
    }
    return m_hasHighContrast ? Theme::Kind::HighContrast : m_isDark ? Theme::Kind::Dark : Theme::Kind::Light;
}

} // namespace triptych
