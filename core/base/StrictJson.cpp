// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/StrictJson.h"

#include "core/base/JsonNumbers.h"
#include "core/base/Utf8.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <simdjson.h>

namespace triptych {

namespace {

namespace dom = simdjson::dom;

constexpr size_t maxDepth = 64;
constexpr size_t firstCapacity = 4096;

/// The two words of a JsonValue, laid out as simdjson's own references are.
struct Words
{
    const void *document;
    size_t index;
};
static_assert(sizeof(Words) == sizeof(dom::element) && std::is_trivially_copyable_v<dom::element>);
static_assert(sizeof(Words) == sizeof(dom::array::iterator) && sizeof(Words) == sizeof(dom::object::iterator));

template<typename T>
T as(const void *document, size_t index)
{
    return std::bit_cast<T>(Words {document, index});
}

template<typename T>
Words wordsOf(const T &reference)
{
    return std::bit_cast<Words>(reference);
}

} // namespace

JsonValue::Type JsonValue::type() const
{
    if (!m_document)
        return Type::Absent;
    switch (as<dom::element>(m_document, m_index).type()) {
    case dom::element_type::NULL_VALUE: return Type::Null;
    case dom::element_type::BOOL: return Type::Bool;
    case dom::element_type::INT64:
    case dom::element_type::UINT64: return Type::Integer;
    case dom::element_type::DOUBLE: return Type::Double;
    case dom::element_type::STRING: return Type::String;
    case dom::element_type::ARRAY: return Type::Array;
    case dom::element_type::OBJECT: return Type::Object;
    }
    return Type::Absent;
}

JsonValue JsonValue::operator[](std::string_view key) const
{
    JsonValue found;
    dom::object object;
    dom::element member;
    if (m_document && !as<dom::element>(m_document, m_index).get(object) && !object.at_key(key).get(member)) {
        const Words words = wordsOf(member);
        found.m_document = words.document;
        found.m_index = words.index;
    }
    return found;
}

void JsonValue::pick(const std::string_view *keys, JsonValue *values, size_t count) const
{
    dom::object object;
    if (!m_document || as<dom::element>(m_document, m_index).get(object))
        return;
    for (auto member = object.begin(), end = object.end(); member != end; ++member) {
        const std::string_view key = member.key();
        const auto *found = std::find(keys, keys + count, key);
        if (found == keys + count || !values[found - keys].isAbsent())
            continue;
        const Words words = wordsOf(member.value());
        values[found - keys].m_document = words.document;
        values[found - keys].m_index = words.index;
    }
}

JsonItems JsonValue::items() const
{
    JsonItems items;
    dom::array array;
    if (m_document && !as<dom::element>(m_document, m_index).get(array)) {
        const Words begin = wordsOf(array.begin());
        const Words end = wordsOf(array.end());
        items.m_begin.m_at.m_document = begin.document;
        items.m_begin.m_at.m_index = begin.index;
        items.m_end.m_at.m_document = end.document;
        items.m_end.m_at.m_index = end.index;
    }
    return items;
}

JsonMembers JsonValue::members() const
{
    JsonMembers members;
    dom::object object;
    if (m_document && !as<dom::element>(m_document, m_index).get(object)) {
        const Words begin = wordsOf(object.begin());
        const Words end = wordsOf(object.end());
        members.m_begin.m_key.m_document = begin.document;
        members.m_begin.m_key.m_index = begin.index;
        members.m_end.m_key.m_document = end.document;
        members.m_end.m_key.m_index = end.index;
    }
    return members;
}

JsonValue JsonValue::first() const
{
    const JsonItems all = items();
    return all.begin() != all.end() ? *all.begin() : JsonValue();
}

qsizetype JsonValue::size() const
{
    dom::array array;
    dom::object object;
    if (!m_document)
        return 0;
    const auto element = as<dom::element>(m_document, m_index);
    if (!element.get(array))
        return qsizetype(array.size());
    return element.get(object) ? 0 : qsizetype(object.size());
}

JsonItems::Iterator &JsonItems::Iterator::operator++()
{
    auto iterator = as<dom::array::iterator>(m_at.m_document, m_at.m_index);
    m_at.m_index = wordsOf(++iterator).index;
    return *this;
}

JsonMembers::Iterator &JsonMembers::Iterator::operator++()
{
    auto iterator = as<dom::object::iterator>(m_key.m_document, m_key.m_index);
    m_key.m_index = wordsOf(++iterator).index;
    return *this;
}

JsonMember JsonMembers::Iterator::operator*() const
{
    const auto iterator = as<dom::object::iterator>(m_key.m_document, m_key.m_index);
    const Words words = wordsOf(iterator.value());
    JsonMember member {iterator.key(), {}};
    member.value.m_document = words.document;
    member.value.m_index = words.index;
    return member;
}

std::optional<bool> JsonValue::boolean() const
{
    bool flag = false;
    if (!m_document || as<dom::element>(m_document, m_index).get(flag))
        return {};
    return flag;
}

std::optional<qint64> JsonValue::integer() const
{
    int64_t exact = 0;
    if (!m_document)
        return {};
    if (!as<dom::element>(m_document, m_index).get(exact))
        return exact;
    const auto number = this->number();
    if (!number || std::trunc(*number) != *number || std::abs(*number) > 9.0e15)
        return {};
    return qint64(*number);
}

std::optional<double> JsonValue::number() const
{
    double number = 0;
    if (!m_document || as<dom::element>(m_document, m_index).get(number))
        return {};
    return number;
}

std::optional<std::string_view> JsonValue::string() const
{
    std::string_view text;
    if (!m_document || as<dom::element>(m_document, m_index).get(text))
        return {};
    return text;
}

QString JsonValue::text() const
{
    return toQString(view());
}

RawJson JsonValue::raw() const
{
    if (!m_document)
        return {};
    return {QByteArray::fromStdString(simdjson::minify(as<dom::element>(m_document, m_index)))};
}

class JsonParser::Private
{
public:
    JsonFault parse(QByteArrayView json)
    {
        if (json.isEmpty()) // the library would copy from nowhere
            return JsonFault::Empty;
        const auto error = parser.parse(json.data(), size_t(json.size())).get(root);
        switch (error) {
        case simdjson::SUCCESS: return JsonFault::None;
        case simdjson::EMPTY: return JsonFault::Empty;
        case simdjson::DEPTH_ERROR: return JsonFault::TooDeep;
        default: break;
        }
        isRepairable = error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR;
        mayHoldHugeNumbers = error == simdjson::NUMBER_ERROR;
        return JsonFault::BadSyntax;
    }

    void parseOrRepair(QByteArrayView json)
    {
        isRepairable = mayHoldHugeNumbers = false;
        RepairedText text, numbers;
        fault = parse(json);
        if (isRepairable) {
            text = repairedJsonText(json);
            fault = parse(text.bytes);
            json = text.bytes;
        }
        if (mayHoldHugeNumbers) {
            numbers = withoutHugeNumbers(json);
            fault = numbers.repairs > 0 ? parse(numbers.bytes) : fault;
        }
        repairs = fault == JsonFault::None ? text.repairs : 0;
        leftOut = fault == JsonFault::None ? numbers.repairs : 0;
    }

    dom::parser parser;
    dom::element root;
    JsonFault fault = JsonFault::None;
    bool isRepairable = false;
    bool mayHoldHugeNumbers = false;
    int repairs = 0;
    int leftOut = 0;
};

JsonParser::JsonParser() : d(std::make_unique<Private>())
{
    // The depth is what this sets; memory grows with the documents.
    [[maybe_unused]] const auto error = d->parser.allocate(firstCapacity, maxDepth);
}

JsonParser::~JsonParser() = default;

JsonValue JsonParser::parse(QByteArrayView json)
{
    d->parseOrRepair(json);
    JsonValue value;
    if (d->fault == JsonFault::None) {
        const Words words = wordsOf(d->root);
        value.m_document = words.document;
        value.m_index = words.index;
    }
    return value;
}

JsonFault JsonParser::fault() const
{
    return d->fault;
}

int JsonParser::leftOut() const
{
    return d->leftOut;
}

int JsonParser::repairs() const
{
    return d->repairs;
}

} // namespace triptych
