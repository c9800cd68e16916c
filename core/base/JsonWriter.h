// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"

#include <QString>
#include <QStringView>
#include <utility>

namespace triptych {

/// Writes compact JSON with the keys in the order they are given; strings become valid UTF-8 whatever they held.
/// Numbers print shortest and exact; what is no finite number is written as null.
class JsonWriter
{
public:
    JsonWriter &beginObject() { return open('{'); }
    JsonWriter &endObject() { return close('}'); }
    JsonWriter &beginArray() { return open('['); }
    JsonWriter &endArray() { return close(']'); }
    JsonWriter &key(QStringView name);

    JsonWriter &value(QStringView text);
    JsonWriter &value(const QString &text) { return value(QStringView(text)); }
    JsonWriter &value(double number);
    JsonWriter &value(qint64 number);
    JsonWriter &value(int number) { return value(qint64(number)); }
    JsonWriter &value(bool flag);
    JsonWriter &value(const RawJson &json); ///< Spliced as it stands; the caller answers for it being JSON.
    JsonWriter &base64(QByteArrayView before, const QByteArray &data); ///< A string: `before`, then the data encoded.
    JsonWriter &null();

    template<typename T>
    JsonWriter &member(QStringView name, const T &content)
    {
        return key(name).value(content);
    }

    const QByteArray &bytes() const { return m_bytes; }
    RawJson take() { return {std::exchange(m_bytes, {})}; }

private:
    JsonWriter &open(char bracket);
    JsonWriter &close(char bracket);
    void separate();
    void writeString(QStringView text);

    QByteArray m_bytes;
    bool m_needsComma = false;
};

} // namespace triptych
