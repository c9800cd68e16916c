// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/RepeatedText.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace triptych {

namespace {

constexpr qsizetype maxBytes = 4096;
constexpr qsizetype maxDigits = 18;
/// Where events differ otherwise each time, learning is given up.
constexpr int maxFruitless = 16;

/// Members of the outermost object that no reader looks at and that differ from event to event.
constexpr std::array<std::string_view, 4> ignoredKeys {"obfuscation", "sequence_number", "created", "created_at"};

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/// Whether the letter after a backslash stands for one byte.
bool isPlainEscape(char letter)
{
    return std::string_view("\"\\/bfnrt").find(letter) != std::string_view::npos;
}

/// A string's inside that begins at some place: where its quotation mark is; null where the parser has to judge.
struct StringEnd
{
    const char *at = nullptr;
    bool hasEscapes = false;
};

/// memcmp() for the few bytes that often are all there is to compare.
bool isSame(const char *left, const char *right, qsizetype size)
{
    if (size > 8)
        return std::memcmp(left, right, size_t(size)) == 0;
    while (size > 0 && left[size - 1] == right[size - 1])
        --size;
    return size == 0;
}

/// The first byte that is neither plain nor in the last few before `end`. Eight at a time: a text is short, and a loop
/// over its bytes would cost more than they do.
const char *skipPlain(const char *at, const char *end)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highs = ones * 0x80;
    const auto hasLess = [](quint64 bytes, quint64 limit) { return (bytes - ones * limit) & ~bytes; };
    for (; end - at >= 8; at += 8) {
        const auto bytes = qFromLittleEndian<quint64>(at);
        const quint64 quotes = hasLess(bytes ^ (ones * '"'), 1);
        const quint64 escapes = hasLess(bytes ^ (ones * '\\'), 1);
        if (const quint64 found = (quotes | escapes | hasLess(bytes, 0x20) | bytes) & highs; found)
            return at + std::countr_zero(found) / 8;
    }
    return at;
}

StringEnd endOfString(const char *at, const char *end)
{
    const char *const begin = at;
    uchar seen = 0;
    bool hasEscapes = false;
    for (at = skipPlain(at, end); at < end && *at != '"'; ++at) {
        if (uchar(*at) < 0x20)
            return {};
        if (*at == '\\') {
            if (++at == end || !isPlainEscape(*at))
                return {};
            hasEscapes = true;
        }
        seen |= uchar(*at);
    }
    const bool isText = at < end && (seen < 0x80 || QByteArrayView(begin, at).isValidUtf8());
    return {isText ? at : nullptr, hasEscapes};
}

const char *endOfInteger(const char *at, const char *end)
{
    const char *begin = at;
    while (at < end && *at >= '0' && *at <= '9')
        ++at;
    const auto digits = at - begin;
    const bool isNumber = digits > 0 && digits <= maxDigits && (digits == 1 || *begin != '0');
    return isNumber && at < end && (*at == ',' || *at == '}') ? at : nullptr;
}

char unescapedByte(char letter)
{
    switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return letter;
    }
}

} // namespace

/// Goes through a JSON text that is known to be valid and notes where its slots are.
class RepeatedText::Scanner
{
public:
    Scanner(QByteArrayView json, std::string_view key) : m_json(json), m_key(key) {}

    /// Empty where the key does not name exactly one string.
    std::vector<Slot> slotsOf()
    {
        for (; m_at < m_json.size(); ++m_at)
            readByte();
        const auto isText = [](const Slot &slot) { return slot.kind == Slot::Kind::Text; };
        const bool isClear = m_keys == 1 && std::count_if(m_slots.begin(), m_slots.end(), isText) == 1;
        return isClear ? m_slots : std::vector<Slot>();
    }

private:
    void readByte()
    {
        const char byte = m_json[m_at];
        if (byte == '{' || byte == '[')
            ++m_depth;
        else if (byte == '}' || byte == ']')
            --m_depth;
        else if (byte == '"')
            readString();
    }

    void readString()
    {
        const qsizetype begin = m_at + 1;
        skipString();
        const std::string_view inside(m_json.data() + begin, size_t(m_at - begin));
        if (!goesTo(':'))
            return;
        m_keys += inside == m_key || inside.find('\\') != std::string_view::npos ? 1 : 0;
        noteValue(inside);
    }

    /// Whether the next byte that is no blank is this one, and goes there.
    bool goesTo(char wanted)
    {
        qsizetype next = m_at + 1;
        while (next < m_json.size() && isBlank(m_json[next]))
            ++next;
        const bool isThere = next < m_json.size() && m_json[next] == wanted;
        m_at = isThere ? next : m_at;
        return isThere;
    }

    void skipString()
    {
        for (++m_at; m_json[m_at] != '"'; ++m_at)
            m_at += m_json[m_at] == '\\' ? 1 : 0;
    }

    /// m_at is at the colon before the value.
    void noteValue(std::string_view key)
    {
        const bool isIgnored
            = m_depth == 1 && std::find(ignoredKeys.begin(), ignoredKeys.end(), key) != ignoredKeys.end();
        if (key != m_key && !isIgnored)
            return;
        const char *value = m_json.data() + m_at + 1;
        const char *end = m_json.data() + m_json.size();
        while (isBlank(*value))
            ++value;
        const bool isString = *value == '"';
        value += isString ? 1 : 0;
        const char *valueEnd = isString ? endOfString(value, end).at : endOfInteger(value, end);
        if (!valueEnd || (key == m_key && !isString))
            return;
        const auto kind = key == m_key ? Slot::Kind::Text : isString ? Slot::Kind::String : Slot::Kind::Integer;
        m_slots.push_back({kind, value - m_json.data(), valueEnd - m_json.data()});
    }

    QByteArrayView m_json;
    std::string_view m_key;
    std::vector<Slot> m_slots;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_keys = 0;
};

void RepeatedText::learn(const Frame &event, std::string_view key, std::string_view text)
{
    if (event.data.size() > maxBytes || m_fruitless >= maxFruitless)
        return;
    ++m_fruitless;
    m_slots = Scanner(event.data, key).slotsOf();
    m_name = QByteArrayView(event.event).toByteArray();
    m_json = QByteArrayView(event.data).toByteArray();
    std::string_view found;
    if (!find(m_json, found) || found != text)
        forget();
}

bool RepeatedText::read(const Frame &event, std::string_view &text)
{
    const qsizetype size = m_name.size();
    const bool isNamed = event.event.size() == size && isSame(event.event.constData(), m_name.constData(), size);
    if (m_slots.empty() || !isNamed || !find(event.data, text))
        return false;
    m_fruitless = 0;
    return true;
}

bool RepeatedText::find(QByteArrayView json, std::string_view &text)
{
    const char *at = json.begin();
    const char *const end = json.end();
    const char *known = m_json.constBegin();
    const auto goesOnUntil = [&](const char *knownEnd) {
        const auto size = knownEnd - known;
        const bool goesOn = end - at >= size && isSame(at, known, size);
        at += goesOn ? size : 0;
        return goesOn;
    };
    bool hasEscapes = false;
    for (const Slot &slot : m_slots) {
        if (!goesOnUntil(m_json.constBegin() + slot.begin))
            return false;
        const StringEnd slotEnd
            = slot.kind == Slot::Kind::Integer ? StringEnd {endOfInteger(at, end)} : endOfString(at, end);
        if (!slotEnd.at)
            return false;
        if (slot.kind == Slot::Kind::Text) {
            text = std::string_view(at, size_t(slotEnd.at - at));
            hasEscapes = slotEnd.hasEscapes;
        }
        at = slotEnd.at;
        known = m_json.constBegin() + slot.end;
    }
    if (!goesOnUntil(m_json.constEnd()) || at != end)
        return false;
    if (hasEscapes)
        text = unescaped(text);
    return true;
}

std::string_view RepeatedText::unescaped(std::string_view text)
{
    m_unescaped.resize(0);
    for (size_t at = 0; at < text.size(); ++at)
        m_unescaped += text[at] == '\\' ? unescapedByte(text[++at]) : text[at];
    return {m_unescaped.constData(), size_t(m_unescaped.size())};
}

} // namespace triptych
