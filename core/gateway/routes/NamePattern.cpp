// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/routes/NamePattern.h"

#include <QList>

namespace triptych {

/// Takes each piece between stars at the first place where it fits, which is right for all of them but the last: that
/// one has to fit at the end. No pattern makes it slow.
bool matchesPattern(QStringView pattern, QStringView name)
{
    const qsizetype firstStar = pattern.indexOf(u'*');
    if (firstStar < 0)
        return pattern == name;
    const qsizetype lastStar = pattern.lastIndexOf(u'*');
    const QStringView start = pattern.first(firstStar);
    const QStringView end = pattern.sliced(lastStar + 1);
    if (name.size() < start.size() + end.size() || !name.startsWith(start) || !name.endsWith(end))
        return false;
    QStringView rest = name.sliced(start.size(), name.size() - start.size() - end.size());
    for (const QStringView piece : pattern.sliced(firstStar, lastStar - firstStar).split(u'*')) {
        const qsizetype at = rest.indexOf(piece);
        if (at < 0)
            return false;
        rest = rest.sliced(at + piece.size());
    }
    return true;
}

std::optional<QString> starIn(QStringView pattern, QStringView name)
{
    if (!matchesPattern(pattern, name))
        return {};
    const qsizetype star = pattern.indexOf(u'*');
    if (star < 0)
        return QString();
    return name.sliced(star, name.size() - pattern.size() + 1).toString();
}

} // namespace triptych
