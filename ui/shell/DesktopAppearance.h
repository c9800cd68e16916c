// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/settings/Settings.h"
#include "ui/shell/Theme.h"

#include <QDBusVariant>

namespace triptych {

/// Whether the desktop is dark or of high contrast. At first a guess from the palette, so it must be made before the
/// Theme sets one; watch() then asks the desktop portal, without waiting for it. Where no portal answers the guess
/// stays.
class DesktopAppearance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DesktopAppearance)

public:
    explicit DesktopAppearance(QObject *parent = nullptr);

    /// Asks now and listens from then on. Costs a connection to the session bus, so call it after the first paint.
    void watch();
    bool isDark() const { return m_isDark; }
    /// The table for a person's choice.
    Theme::Kind kindFor(ThemeChoice choice) const;

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void noteSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void take(const QString &key, const QVariant &value);

    bool m_isDark = false;
    bool m_hasHighContrast = false;
    bool m_isWatching = false;
};

} // namespace triptych
