// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret/Unescape.h"

#include <cctype>
#include <optional>

namespace triptych {

namespace {

constexpr char foreign = '\xFF';

char asciiOf(uint code)
{
    return code < 0x80 ? char(code) : foreign;
}

std::optional<uint> numberIn(QByteArrayView digits, int base)
{
    bool isNumber = false;
    const uint number = digits.toByteArray().toUInt(&isNumber, base);
    const bool isPlain = !digits.isEmpty() && std::isxdigit(quint8(digits.front())) != 0; // no sign, no blank
    return isNumber && isPlain ? std::optional(number) : std::nullopt;
}

/// `digits` hexadecimal digits behind an introducer of `before` bytes; else the byte itself.
Unit hexUnit(QByteArrayView rest, qsizetype before, qsizetype digits)
{
    if (rest.size() >= before + digits)
        if (const auto code = numberIn(rest.sliced(before, digits), 16))
            return {asciiOf(*code), before + digits};
    return {rest.front(), 1};
}

Unit ofUrl(QByteArrayView rest)
{
    return rest.front() == '%' ? hexUnit(rest, 1, 2) : Unit {rest.front(), 1};
}

Unit ofJson(QByteArrayView rest)
{
    if (rest.front() != '\\' || rest.size() < 2)
        return {rest.front(), 1};
    switch (rest[1]) {
    case 'u': return hexUnit(rest, 2, 4);
    case 'x': return hexUnit(rest, 2, 2);
    case '\\':
    case '/':
    case '"':
    case '\'': return {rest[1], 2};
    default: return {rest.front(), 1};
    }
}

std::optional<char> entity(QByteArrayView name)
{
    constexpr std::pair<QByteArrayView, char> names[]
        = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto &[known, byte] : names)
        if (name == known)
            return byte;
    const bool isHex = name.startsWith("#x") || name.startsWith("#X");
    if (!name.startsWith('#'))
        return {};
    const auto code = numberIn(name.sliced(isHex ? 2 : 1), isHex ? 16 : 10);
    return code ? std::optional(asciiOf(*code)) : std::nullopt;
}

Unit ofHtml(QByteArrayView rest)
{
    constexpr qsizetype longest = 10; // &#x0000041;
    const qsizetype end = rest.front() == '&' ? rest.first(qMin(rest.size(), longest)).indexOf(';') : -1;
    const auto byte = end > 1 ? entity(rest.sliced(1, end - 1)) : std::nullopt;
    return byte ? Unit {*byte, end + 1} : Unit {rest.front(), 1};
}

Unit ofGaps(QByteArrayView rest)
{
    const char byte = rest.front();
    return {byte, 1, byte == '\0' || byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'};
}

} // namespace

Layer layerOf(const QString &text)
{
    Layer layer;
    layer.bytes.reserve(text.size());
    layer.places.reserve(std::size_t(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i) {
        layer.bytes += asciiOf(text[i].unicode());
        layer.places.push_back({i, i + 1});
    }
    return layer;
}

Layer unescaped(const Layer &layer, Unescape unescape)
{
    Layer below;
    const QByteArrayView bytes = layer.bytes;
    for (qsizetype i = 0; i < bytes.size();) {
        const Unit unit = unescape(bytes.sliced(i));
        if (!unit.isNothing) {
            below.bytes += unit.byte;
            below.places.push_back(
                {layer.places[std::size_t(i)].begin, layer.places[std::size_t(i + unit.length - 1)].end});
        }
        i += unit.length;
    }
    return below;
}

const std::array<Unescape, 4> &unescapes()
{
    static constexpr std::array<Unescape, 4> all {ofUrl, ofJson, ofHtml, ofGaps};
    return all;
}

} // namespace triptych
