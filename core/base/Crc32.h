// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace triptych {

/// The CRC-32 of IEEE 802.3, as zlib, PNG and Ethernet have it.
quint32 crc32Of(QByteArrayView bytes);

} // namespace triptych
