// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <zlib.h>

namespace triptych {

constexpr int gzipBits = MAX_WBITS + 16; ///< Others: zlib's windowBits.

/// As a server compresses a body.
QByteArray deflated(const QByteArray &plain, int windowBits = gzipBits);

} // namespace triptych
