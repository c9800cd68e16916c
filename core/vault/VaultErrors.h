// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

namespace triptych {

/// `section` says where: "magic", "header", "slot", "mac", "body", "content", "key" or "size".
inline Error vaultDamaged(const char *section)
{
    return {.kind = ErrorKind::Crypto, .cause = QStringLiteral("vault.damaged"), .message = QLatin1String(section)};
}

inline Error vaultError(ErrorKind kind, const char *cause, const QString &message = {})
{
    return {.kind = kind, .cause = QLatin1String(cause), .message = message};
}

} // namespace triptych
