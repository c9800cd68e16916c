// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/EndpointSource.h"

#include "core/run/RunPlan.h"

namespace triptych {

std::unique_ptr<Pending> EndpointSource::resolveList(const QString &provider, Done done)
{
    return resolve({.address = {.provider = provider}}, {}, std::move(done));
}

} // namespace triptych
