// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace triptych {

/// A piece of JSON that is kept byte for byte: schemas, tool arguments, extra bodies. Keys stay in their order.
struct RawJson
{
    QByteArray bytes = {};

    bool isEmpty() const { return bytes.isEmpty(); }
    bool operator==(const RawJson &) const = default;
};

} // namespace triptych
