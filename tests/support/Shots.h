// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDir>
#include <QWidget>

namespace triptych {

/// Keeps a picture of what a test has on the screen, for people to look at, in the folder that TRIPTYCH_SHOTS names.
/// Without it nothing is written.
inline void keepShot(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("TRIPTYCH_SHOTS");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        widget.grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
}

} // namespace triptych
