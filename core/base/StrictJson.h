// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"

#include <QByteArrayView>
#include <QString>
#include <array>
#include <memory>
#include <optional>
#include <string_view>

namespace triptych {

class JsonItems;
class JsonMembers;

/// A view of one value inside the document that a JsonParser parsed last; two words, copied freely, valid until that
/// parser parses again. Looking into what is not there gives an absent value, so chains need no checks.
class JsonValue
{
public:
    enum class Type : quint8 { Absent, Null, Bool, Integer, Double, String, Array, Object };

    JsonValue() = default;

    Type type() const;
    bool isAbsent() const { return !m_document; }
    bool isNull() const { return type() == Type::Null; }
    bool isString() const { return type() == Type::String; }
    bool isArray() const { return type() == Type::Array; }
    bool isObject() const { return type() == Type::Object; }
    /// Neither absent nor null.
    bool hasValue() const { return m_document && !isNull(); }

    JsonValue operator[](std::string_view key) const; ///< The first member of that name.
    /// The members of these names in one pass; for hot paths.
    template<size_t Count>
    std::array<JsonValue, Count> pick(const std::array<std::string_view, Count> &keys) const
    {
        std::array<JsonValue, Count> values;
        pick(keys.data(), values.data(), Count);
        return values;
    }
    JsonValue first() const; ///< The first item of an array.
    qsizetype size() const; ///< Items or members; 0 for anything else.
    JsonItems items() const; ///< Empty for anything but an array.
    JsonMembers members() const; ///< Empty for anything but an object.

    std::optional<bool> boolean() const;
    std::optional<qint64> integer() const; ///< Also of a number such as 12.0.
    std::optional<double> number() const;
    std::optional<std::string_view> string() const;
    /// The text of a string; empty for anything else.
    std::string_view view() const { return string().value_or(std::string_view()); }
    QString text() const;
    /// The value written again, compact, members in their order.
    RawJson raw() const;

private:
    friend class JsonParser;
    friend class JsonItems;
    friend class JsonMembers;
    void pick(const std::string_view *keys, JsonValue *values, size_t count) const;

    const void *m_document = nullptr;
    size_t m_index = 0;
};

/// The items of an array, for range-based loops.
class JsonItems
{
public:
    class Iterator
    {
    public:
        JsonValue operator*() const { return m_at; }
        Iterator &operator++();
        bool operator!=(const Iterator &other) const { return m_at.m_index != other.m_at.m_index; }

    private:
        friend class JsonValue;
        JsonValue m_at;
    };
    Iterator begin() const { return m_begin; }
    Iterator end() const { return m_end; }

private:
    friend class JsonValue;
    Iterator m_begin, m_end;
};

struct JsonMember
{
    std::string_view key = {};
    JsonValue value = {};
};

/// The members of an object in their order, for range-based loops.
class JsonMembers
{
public:
    class Iterator
    {
    public:
        JsonMember operator*() const;
        Iterator &operator++();
        bool operator!=(const Iterator &other) const { return m_key.m_index != other.m_key.m_index; }

    private:
        friend class JsonValue;
        JsonValue m_key;
    };
    Iterator begin() const { return m_begin; }
    Iterator end() const { return m_end; }

private:
    friend class JsonValue;
    Iterator m_begin, m_end;
};

enum class JsonFault : quint8 { None, Empty, BadSyntax, TooDeep };

/// Parses strictly, at most 64 levels deep, and keeps its buffers for the next document. Not for several threads at
/// once.
class JsonParser
{
public:
    JsonParser();
    ~JsonParser();
    Q_DISABLE_COPY_MOVE(JsonParser)

    /// The whole of `json` as one value; absent when it is none, and fault() then says why.
    /// Bytes that are no UTF-8 and lone surrogates are replaced by U+FFFD; repairs() counts them. A
    /// number that no double can hold is null; leftOut() counts those.
    JsonValue parse(QByteArrayView json);
    JsonFault fault() const;
    int repairs() const;
    int leftOut() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// A JSON string's bytes are valid UTF-8 by then.
inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

inline QByteArray toBytes(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

} // namespace triptych
