// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace triptych {

/// Whether all of `text` fits a pattern in which '*' stands for any characters, none included, and everything else for
/// itself. The time is at most the product of both lengths.
bool matchesGlob(QStringView pattern, QStringView text);

} // namespace triptych
