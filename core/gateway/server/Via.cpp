// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/Via.h"

#include "core/secret/Sodium.h"

#include <QByteArrayList>
#include <algorithm>

namespace triptych {

namespace {

constexpr std::size_t idBytes = 8;
constexpr qsizetype mostPassed = 8;
const QByteArray pseudonym = QByteArrayLiteral("1.1 triptych-");

/// The ids of gateways like this one.
QByteArrayList passed(QByteArrayView via)
{
    QByteArrayList ids;
    for (const QByteArray &entry : via.toByteArray().split(',')) {
        const QByteArray name = entry.trimmed();
        const QByteArray id = name.mid(pseudonym.size());
        const bool isHex = std::all_of(id.begin(), id.end(), [](char digit) {
            return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        });
        if (name.startsWith(pseudonym) && id.size() == qsizetype(2 * idBytes) && isHex)
            ids += id;
    }
    return ids;
}

} // namespace

QByteArray Via::newId()
{
    return sodium::randomBytes(idBytes).toHex();
}

bool Via::hasPassed(QByteArrayView via) const
{
    return passed(via).contains(m_id);
}

QByteArray Via::own() const
{
    return pseudonym + m_id;
}

QByteArray Via::onward(QByteArrayView via) const
{
    QByteArrayList ids = passed(via);
    ids = ids.mid(qMax(qsizetype(0), ids.size() - mostPassed));
    ids += m_id;
    return pseudonym + ids.join(", " + pseudonym);
}

} // namespace triptych
