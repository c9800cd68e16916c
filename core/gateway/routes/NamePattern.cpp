// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/routes/NamePattern.h"

#include "core/base/Glob.h"

namespace triptych {

std::optional<QString> starIn(QStringView pattern, QStringView name)
{
    if (!matchesGlob(pattern, name))
        return {};
    const qsizetype star = pattern.indexOf(u'*');
    if (star < 0)
        return QString();
    return name.sliced(star, name.size() - pattern.size() + 1).toString();
}

} // namespace triptych
