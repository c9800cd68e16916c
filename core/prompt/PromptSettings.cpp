// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/PromptSettings.h"

namespace triptych {

Result<LaneSettings> promptSettings(const PromptDocument &document)
{
    LaneSettings settings;
    QStringList stops;
    for (const auto &[key, value] : document.parameters()) {
        if (key == QLatin1String("stop")) { // a list in YAML is several words
            stops.append(value);
            continue;
        }
        if (auto applied = applySetting(settings, key, value); !applied)
            return applied.error();
    }
    if (!stops.isEmpty())
        settings.stop = stops;
    return settings;
}

} // namespace triptych
