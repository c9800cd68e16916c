// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/AnswerTable.h"

#include "core/secret/Sodium.h"

namespace triptych {

QByteArray newHolder()
{
    return sodium::randomBytes(16);
}

} // namespace triptych
