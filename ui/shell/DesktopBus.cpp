// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/DesktopBus.h"

#include <QFileInfo>

namespace triptych {

QDBusConnection desktopBus()
{
    const bool hasBus = qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
    return hasBus ? QDBusConnection::sessionBus() : QDBusConnection(QStringLiteral("no bus"));
}

} // namespace triptych
