// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"

namespace triptych {

/// The arguments of a call as JSON text: they come as a string that holds it, or as the object itself.
inline QByteArray argumentsOf(const JsonValue &value)
{
    if (value.isString())
        return toBytes(value.view());
    return value.isObject() || value.isArray() ? value.raw().bytes : QByteArray();
}

} // namespace triptych
