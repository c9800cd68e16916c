// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/RewrittenFields.h"

#include "core/dialects/RefusedParameter.h"

#include <algorithm>

namespace triptych {

namespace {

/// Two names of one setting count as one: a server that refuses both has refused the setting.
bool isSameField(const QString &one, const QString &other)
{
    const QString setting = settingOf(one);
    return one == other || (!setting.isEmpty() && setting == settingOf(other));
}

} // namespace

bool RewrittenFields::take(const Error &error)
{
    const QString &parameter = error.parameter;
    const bool wasTried = std::any_of(m_names.begin(), m_names.end(),
                                      [&](const QString &other) { return isSameField(parameter, other); });
    if (wasTried || !canBeRewritten(parameter, error.message))
        return false;
    m_names << parameter;
    return true;
}

void RewrittenFields::applyTo(Endpoint &endpoint) const
{
    writeWithout(endpoint, m_names);
}

} // namespace triptych
