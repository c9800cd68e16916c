// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"

namespace triptych {

/// A number of tokens; absent where it is none, negative, or larger than any that could be meant.
std::optional<qint64> tokenCount(const JsonValue &value);

/// Keeps what `count` held where the value is none.
void readCount(const JsonValue &value, std::optional<qint64> &count);

} // namespace triptych
