// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/SystemText.h"

#include <cstring>

namespace triptych {

QString systemErrorText(int code)
{
    const char *text = ::strerrordesc_np(code);
    return text ? QString::fromLatin1(text) : QStringLiteral("system error %1").arg(code);
}

} // namespace triptych
