// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUrl>
#include <chrono>

namespace triptych {

/// What a person sees of a sign-in that waits for them.
struct SignInCode
{
    QString code = {}; ///< To type.
    QUrl page = {}; ///< Where.
    std::chrono::seconds life {0}; ///< From its arrival on.
};

} // namespace triptych
