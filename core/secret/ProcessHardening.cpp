// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret/ProcessHardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace triptych {

bool hardenProcess()
{
    const rlimit none {0, 0};
    const bool hasNoCore = setrlimit(RLIMIT_CORE, &none) == 0;
    const bool isClosed = prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L) == 0; // neither ptrace nor /proc/PID/mem
    return hasNoCore && isClosed;
}

} // namespace triptych
