// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ToolArguments.h"

namespace triptych {

QByteArray argumentsText(const JsonValue &arguments)
{
    if (arguments.isString())
        return toBytes(arguments.view());
    return arguments.isObject() || arguments.isArray() ? arguments.raw().bytes : QByteArray();
}

} // namespace triptych
