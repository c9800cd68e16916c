// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/Utf8.h"

namespace triptych {

namespace {

struct Sequence
{
    qsizetype length = 1; ///< Bytes that belong together, well-formed or not.
    bool isValid = false;
};

/// What the second byte may be after `lead`; later ones are always 80..BF.
std::pair<uchar, uchar> secondByteRange(uchar lead)
{
    switch (lead) {
    case 0xE0: return {0xA0, 0xBF};
    case 0xED: return {0x80, 0x9F};
    case 0xF0: return {0x90, 0xBF};
    case 0xF4: return {0x80, 0x8F};
    default: return {0x80, 0xBF};
    }
}

int lengthByLead(uchar lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

Sequence sequenceAt(QByteArrayView bytes, qsizetype at)
{
    const auto lead = uchar(bytes[at]);
    const int wanted = lengthByLead(lead);
    if (wanted <= 1)
        return {1, wanted == 1};
    auto [low, high] = secondByteRange(lead);
    qsizetype length = 1;
    for (; length < wanted && at + length < bytes.size(); ++length) {
        const auto next = uchar(bytes[at + length]);
        if (next < low || next > high)
            return {length, false};
        low = 0x80;
        high = 0xBF;
    }
    return {length, length == wanted};
}

/// The code unit of the escape `\uXXXX` at `at`, or -1.
int escapedUnitAt(const QByteArray &json, qsizetype at)
{
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u')
        return -1;
    bool isHex = false;
    const int unit = json.mid(at + 2, 4).toInt(&isHex, 16);
    return isHex ? unit : -1;
}

bool isHighSurrogate(int unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool isLowSurrogate(int unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// How many.
int repairSurrogateEscapes(QByteArray &json)
{
    int repairs = 0;
    for (qsizetype at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at)) {
        const int unit = escapedUnitAt(json, at);
        if (unit < 0) {
            at += 2;
        } else if (isHighSurrogate(unit) && isLowSurrogate(escapedUnitAt(json, at + 6))) {
            at += 12;
        } else {
            if (isHighSurrogate(unit) || isLowSurrogate(unit)) {
                json.replace(at, 6, "\\ufffd");
                ++repairs;
            }
            at += 6;
        }
    }
    return repairs;
}

} // namespace

RepairedText repairedUtf8(QByteArrayView bytes)
{
    RepairedText repaired;
    repaired.bytes.reserve(bytes.size() + 16);
    for (qsizetype at = 0; at < bytes.size();) {
        const Sequence sequence = sequenceAt(bytes, at);
        repaired.repairs += sequence.isValid ? 0 : 1;
        repaired.bytes.append(sequence.isValid ? QByteArrayView(bytes).sliced(at, sequence.length)
                                               : QByteArrayView("\xEF\xBF\xBD"));
        at += sequence.length;
    }
    return repaired;
}

RepairedText repairedJsonText(QByteArrayView json)
{
    RepairedText repaired = repairedUtf8(json);
    repaired.repairs += repairSurrogateEscapes(repaired.bytes);
    return repaired;
}

} // namespace triptych
