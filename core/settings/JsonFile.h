// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/settings/PrivateFile.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <functional>
#include <vector>

namespace triptych {

/// One value of a JSON file of our own: where it stands ("proxy.mode"), how it is read and written.
template<typename T>
struct JsonField
{
    QString path = {};
    std::function<bool(T &, const QJsonValue &)> read = {}; ///< False: not of the right kind or out of range.
    std::function<QJsonValue(const T &)> write = {};
    QString expected = {}; ///< "a whole number from 1 to 64"
};

/// The bytes as an object; a fault is cause "file.format" and names file and line. No bytes give an empty object.
Result<QJsonObject> parseJsonObject(const QByteArray &bytes, const QString &file);
Error wrongField(const QByteArray &bytes, const QString &file, const QString &path, const QString &expected);
QJsonValue valueAt(const QJsonObject &object, const QString &path);
void setValueAt(QJsonObject &object, const QString &path, const QJsonValue &value);
Result<QByteArray> readOwnFile(const QString &file);
Result<> writeJsonFile(const QString &file, const QJsonObject &object);
/// Copies a file to the first free one of FILE.faulty, FILE.faulty.1 …
Result<> keepAside(const QString &file, const QByteArray &bytes);
/// What stands in a file now, with the changes that lead from `before` to `after`. Objects are merged key by key and
/// lists entry by entry; where both sides changed one thing, `after` wins.
QJsonValue mergedValue(const QJsonValue &before, const QJsonValue &after, const QJsonValue &now);

/// Every field that was right, and what is wrong with the others.
template<typename T>
struct FieldsRead
{
    T content = {};
    std::vector<Error> faults = {};
};

/// What is absent or faulty stays as in `fallback`.
template<typename T>
Result<FieldsRead<T>> readFields(const QByteArray &bytes, const QString &file, const std::vector<JsonField<T>> &fields,
                                 const T &fallback = {})
{
    const Result<QJsonObject> object = parseJsonObject(bytes, file);
    if (!object)
        return object.error();
    FieldsRead<T> read {.content = fallback};
    for (const JsonField<T> &field : fields) {
        const QJsonValue value = valueAt(object.value(), field.path);
        T tried = read.content;
        if (value.isUndefined())
            continue;
        if (field.read(tried, value))
            read.content = std::move(tried);
        else
            read.faults.push_back(wrongField(bytes, file, field.path, field.expected));
    }
    return read;
}

template<typename T>
Result<FieldsRead<T>> loadGoodFields(const QString &file, const std::vector<JsonField<T>> &fields)
{
    const Result<QByteArray> bytes = readOwnFile(file);
    return bytes ? readFields<T>(bytes.value(), file, fields) : Result<FieldsRead<T>>(bytes.error());
}

/// All or nothing.
template<typename T>
Result<T> loadFields(const QString &file, const std::vector<JsonField<T>> &fields)
{
    Result<FieldsRead<T>> read = loadGoodFields<T>(file, fields);
    if (!read)
        return read.error();
    return read.value().faults.empty() ? Result<T>(std::move(read).value().content) : read.value().faults.front();
}

/// Writes what `change` makes of what the file holds (`fallback` for what it does not), and gives it back. Keys of a
/// newer version survive; a faulty file is kept aside first.
template<typename T>
Result<T> changeFields(const QString &file, const std::vector<JsonField<T>> &fields, const T &fallback,
                       const std::function<T(T now)> &change)
{
    const FileTurn turn(file);
    const Result<QByteArray> bytes = readOwnFile(file);
    if (!bytes)
        return bytes.error();
    const Result<FieldsRead<T>> read = readFields<T>(bytes.value(), file, fields, fallback);
    if (!read || !read.value().faults.empty()) {
        if (const Result<> kept = keepAside(file, bytes.value()); !kept)
            return kept.error();
    }
    const Result<QJsonObject> before = parseJsonObject(bytes.value(), file);
    QJsonObject object = before ? before.value() : QJsonObject();
    T content = change(read ? read.value().content : fallback);
    for (const JsonField<T> &field : fields)
        setValueAt(object, field.path, field.write(content));
    const Result<> written = writeJsonFile(file, object);
    return written ? Result<T>(std::move(content)) : written.error();
}

template<typename T>
Result<> saveFields(const QString &file, const T &content, const std::vector<JsonField<T>> &fields)
{
    const Result<T> saved = changeFields<T>(file, fields, {}, [&content](const T &) { return content; });
    return saved ? Result<>(Done()) : saved.error();
}

/// Writes only what differs between `before` and `after`: another process may have changed the rest meanwhile.
template<typename T>
Result<T> saveChangedFields(const QString &file, const T &before, const T &after,
                            const std::vector<JsonField<T>> &fields)
{
    return changeFields<T>(file, fields, before, [&](T now) {
        for (const JsonField<T> &field : fields)
            field.read(now, mergedValue(field.write(before), field.write(after), field.write(now)));
        return now;
    });
}

} // namespace triptych
