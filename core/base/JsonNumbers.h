// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Utf8.h"

namespace triptych {

/// The same JSON text with null in place of each number that JSON allows and no double can hold, such as 1e999.
RepairedText withoutHugeNumbers(QByteArrayView json);

} // namespace triptych
