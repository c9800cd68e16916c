// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"

#include <QByteArrayView>

namespace triptych {

/// Appends one server-sent event with JSON as its data; without a name where that is empty.
inline void appendServerSentEvent(QByteArray &out, QByteArrayView name, const RawJson &data)
{
    if (!name.isEmpty())
        out.append("event: ").append(name.data(), name.size()).append('\n');
    out.append("data: ").append(data.bytes).append("\n\n");
}

} // namespace triptych
