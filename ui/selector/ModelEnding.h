// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ModelInfo.h"

#include <QDate>

namespace triptych {

/// That a model goes, as people read it.
struct ModelEnding
{
    static constexpr qint64 soonDays = 60;

    QString text = {}; ///< "ends 1 Mar 2027", "ended 3 Nov 2026", "legacy"; empty: nobody said that it goes.
    bool isSoon = false; ///< It ends in less than 60 days, or did.

    static ModelEnding of(const ModelInfo &model, const QDate &today);
};

} // namespace triptych
