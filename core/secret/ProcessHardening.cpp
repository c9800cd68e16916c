// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret/ProcessHardening.h"

#include <cstdlib>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace triptych {

namespace {

/// Closed for good, but for the leak check of a sanitizer, which looks at its own process with ptrace in the end.
void openForLeakCheck()
{
#if defined(__SANITIZE_ADDRESS__)
    std::atexit([] { prctl(PR_SET_DUMPABLE, 1L, 0L, 0L, 0L); });
#endif
}

} // namespace

bool hardenProcess()
{
    const rlimit none {0, 0};
    const bool hasNoCore = setrlimit(RLIMIT_CORE, &none) == 0;
    const bool isClosed = prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L) == 0; // neither ptrace nor /proc/PID/mem
    openForLeakCheck();
    return hasNoCore && isClosed;
}

} // namespace triptych
