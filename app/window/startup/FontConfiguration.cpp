// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/startup/FontConfiguration.h"

#include <fontconfig/fontconfig.h>

namespace triptych {

void readFontConfiguration()
{
    FcInit();
}

} // namespace triptych
