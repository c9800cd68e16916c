// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/JsonNumbers.h"

#include <cmath>

namespace triptych {

namespace {

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

qsizetype endOfDigits(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && isDigit(json[at]))
        ++at;
    return at;
}

/// Behind digits that have to be there; -1 where they are not.
qsizetype endOfSomeDigits(QByteArrayView json, qsizetype at)
{
    const qsizetype end = endOfDigits(json, at);
    return end > at ? end : -1;
}

/// Behind the number that begins at `at`; -1 where it is none by JSON's grammar.
qsizetype endOfNumber(QByteArrayView json, qsizetype at)
{
    at += json[at] == '-' ? 1 : 0;
    const bool startsWithZero = at < json.size() && json[at] == '0';
    at = startsWithZero ? at + 1 : endOfSomeDigits(json, at);
    if (at >= 0 && at < json.size() && json[at] == '.')
        at = endOfSomeDigits(json, at + 1);
    if (at < 0 || at == json.size() || (json[at] != 'e' && json[at] != 'E'))
        return at;
    ++at;
    at += at < json.size() && (json[at] == '+' || json[at] == '-') ? 1 : 0;
    return endOfSomeDigits(json, at);
}

qsizetype endOfString(QByteArrayView json, qsizetype at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at)
        at += json[at] == '\\' ? 1 : 0;
    return qMin(at + 1, json.size());
}

bool isHuge(QByteArrayView number)
{
    bool isOk = false;
    const double value = number.toByteArray().toDouble(&isOk);
    return std::isinf(value) || !isOk;
}

} // namespace

RepairedText withoutHugeNumbers(QByteArrayView json)
{
    RepairedText repaired;
    repaired.bytes.reserve(json.size());
    for (qsizetype at = 0; at < json.size();) {
        const bool beginsNumber = json[at] == '-' || isDigit(json[at]);
        qsizetype end = json[at] == '"' ? endOfString(json, at) : beginsNumber ? endOfNumber(json, at) : at + 1;
        const bool isLeftOut = beginsNumber && end > 0 && isHuge(json.sliced(at, end - at));
        end = end < 0 ? at + 1 : end;
        repaired.repairs += isLeftOut ? 1 : 0;
        repaired.bytes.append(isLeftOut ? QByteArrayView("null") : json.sliced(at, end - at));
        at = end;
    }
    return repaired;
}

} // namespace triptych
