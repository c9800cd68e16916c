// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/RetiredService.h"

namespace triptych {

bool isRetiredService(const QUrl &url)
{
    const QString host = url.host().toLower();
    return host == QLatin1String("models.github.ai") || host == QLatin1String("models.inference.ai.azure.com");
}

} // namespace triptych
