// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <optional>

namespace triptych {

/// What a model may be called: any text, in which each `*` stands for any number of characters. Nothing else is
/// special.
bool matchesPattern(QStringView pattern, QStringView name);

/// What the one `*` of a pattern stands for in a name that it matches; empty text for a pattern without one, nothing
/// where it does not match.
std::optional<QString> starIn(QStringView pattern, QStringView name);

} // namespace triptych
