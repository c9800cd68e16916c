// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QUrl>

namespace triptych {

/// Whether the address is that of GitHub Models, which ended on 2026-07-30; descriptions of it are still about.
bool isRetiredService(const QUrl &url);

/// What Error::hint says of a failure there.
inline const QString retiredHint = QStringLiteral("service_retired");

} // namespace triptych
