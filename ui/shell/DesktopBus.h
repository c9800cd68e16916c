// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>

namespace triptych {

/// The session bus of the desktop, or a connection that is not connected where there is none: the bus library itself
/// would start a bus of its own then.
QDBusConnection desktopBus();

} // namespace triptych
