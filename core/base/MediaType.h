// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace triptych {

/// By its first bytes: image/png, image/jpeg, image/gif, image/webp or application/pdf; empty for anything else.
QString sniffedMediaType(QByteArrayView bytes);

} // namespace triptych
