// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace triptych {

/// What a token's scope of that name opens, as people call it.
QString scopeText(const QString &name);

} // namespace triptych
