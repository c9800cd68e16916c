// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace triptych {

/// Whether a character steers what shows it instead of being shown: control characters, and those that turn the
/// direction of the text around them.
bool isSteering(QChar character);

/// For a terminal: what would steer it is written in a form that can be seen, such as ^[ for Escape. Line breaks and
/// tabs stay.
QString withVisibleControls(const QString &text);

/// Whether a name can be shown, stored and typed as it is: not empty, at most `longest` characters, none of them
/// steering.
bool isPlainName(const QString &name, qsizetype longest);

} // namespace triptych
