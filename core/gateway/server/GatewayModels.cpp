// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/GatewayModels.h"

namespace triptych {

ModelInfo GatewayModels::info(const QString &provider, const QString &model) const
{
    const auto found = infos.find(provider + QLatin1Char('/') + model);
    return found == infos.end() ? ModelInfo {.id = model} : *found;
}

} // namespace triptych
