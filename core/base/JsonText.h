// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"

#include <QByteArrayList>
#include <QByteArrayView>
#include <QString>
#include <vector>

namespace triptych {

/// A member of a JSON object as bytes of its text.
struct RawMember
{
    QByteArray key = {}; ///< Unescaped.
    QByteArrayView value = {}; ///< Byte for byte, without the space around it.
    qsizetype at = 0; ///< Where the key starts.
};

/// The members of the object that `json` holds. It must be JSON that a parser accepted; anything else gives what
/// could be read of it.
std::vector<RawMember> rawMembers(QByteArrayView json);

/// `target` with `patch` applied as RFC 7396 says. Members keep their order, new ones follow at the end, and values
/// that the patch does not touch stay byte for byte.
RawJson mergedJson(const RawJson &target, const RawJson &patch);

/// The line, counted from 1, on which the member at the end of `path` stands; of its nearest parent that is there.
/// Array items are numbers in the path.
int lineOfMember(QByteArrayView json, const QByteArrayList &path);

/// Whether brackets and strings that were opened are all closed: tells a cut text from a wrong one.
bool isBalancedJson(QByteArrayView json);

} // namespace triptych
