// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/DescriptorLimit.h"

#include <algorithm>
#include <sys/resource.h>

namespace triptych {

int descriptorsFor(int wanted)
{
    rlimit limit {};
    const rlim_t enough = rlim_t(wanted);
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= enough)
        return wanted;
    rlimit raised = limit;
    raised.rlim_cur = std::min(limit.rlim_max, enough);
    return int(::setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur);
}

} // namespace triptych
