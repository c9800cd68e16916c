// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <optional>

namespace triptych {

/// What the one `*` of a pattern stands for in a name that it matches; empty text for a pattern without one, nothing
/// where it does not match.
std::optional<QString> starIn(QStringView pattern, QStringView name);

} // namespace triptych
