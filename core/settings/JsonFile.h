// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

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

template<typename T>
Result<T> readFields(const QByteArray &bytes, const QString &file, const std::vector<JsonField<T>> &fields)
{
    const Result<QJsonObject> object = parseJsonObject(bytes, file);
    if (!object)
        return object.error();
    T content;
    for (const JsonField<T> &field : fields) {
        const QJsonValue value = valueAt(object.value(), field.path);
        if (!value.isUndefined() && !field.read(content, value))
            return wrongField(bytes, file, field.path, field.expected);
    }
    return content;
}

template<typename T>
Result<T> loadFields(const QString &file, const std::vector<JsonField<T>> &fields)
{
    const Result<QByteArray> bytes = readOwnFile(file);
    return bytes ? readFields<T>(bytes.value(), file, fields) : Result<T>(bytes.error());
}

/// Writes over what the file holds, so that keys of a newer version survive. A faulty file is kept aside first.
template<typename T>
Result<> saveFields(const QString &file, const T &content, const std::vector<JsonField<T>> &fields)
{
    const Result<QByteArray> bytes = readOwnFile(file);
    if (!bytes)
        return bytes.error();
    if (!readFields<T>(bytes.value(), file, fields)) {
        if (const Result<> kept = keepAside(file, bytes.value()); !kept)
            return kept.error();
    }
    const Result<QJsonObject> before = parseJsonObject(bytes.value(), file);
    QJsonObject object = before ? before.value() : QJsonObject();
    for (const JsonField<T> &field : fields)
        setValueAt(object, field.path, field.write(content));
    return writeJsonFile(file, object);
}

} // namespace triptych
