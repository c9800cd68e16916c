// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/JsonFile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace triptych {

namespace {

constexpr qint64 largestFile = 4 * 1024 * 1024;

Error formatError(const QString &file, qsizetype line, const QString &what)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("file.format"),
            .message = QStringLiteral("%1, line %2: %3").arg(QFileInfo(file).fileName()).arg(line).arg(what)};
}

qsizetype lineOf(const QByteArray &bytes, qsizetype offset)
{
    return bytes.left(offset).count('\n') + 1;
}

QJsonValue mergedObject(const QJsonObject &before, const QJsonObject &after, const QJsonObject &now)
{
    QJsonObject merged;
    for (const QString &key : after.keys() + now.keys()) {
        const QJsonValue value = mergedValue(before.value(key), after.value(key), now.value(key));
        if (!value.isUndefined())
            merged.insert(key, value);
    }
    return merged;
}

/// The order of `after`; what somebody else added stands behind it.
QJsonValue mergedList(const QJsonArray &before, const QJsonArray &after, const QJsonArray &now)
{
    QJsonArray merged;
    for (const QJsonValue entry : after) {
        if (now.contains(entry) || !before.contains(entry))
            merged.append(entry);
    }
    for (const QJsonValue entry : now) {
        if (!before.contains(entry) && !merged.contains(entry))
            merged.append(entry);
    }
    return merged;
}

} // namespace

Result<QJsonObject> parseJsonObject(const QByteArray &bytes, const QString &file)
{
    if (bytes.isEmpty())
        return QJsonObject();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return formatError(file, lineOf(bytes, error.offset), error.errorString());
    if (!document.isObject())
        return formatError(file, 1, QStringLiteral("the file must hold one object"));
    return document.object();
}

Error wrongField(const QByteArray &bytes, const QString &file, const QString &path, const QString &expected)
{
    // The parser keeps no places; each part of the path stands behind the one before.
    qsizetype place = 0;
    for (const QString &part : path.split(QLatin1Char('.')))
        place = qMax(place, bytes.indexOf('"' + part.toUtf8() + '"', place));
    return formatError(file, lineOf(bytes, place), QStringLiteral("%1 must be %2").arg(path, expected));
}

QJsonValue valueAt(const QJsonObject &object, const QString &path)
{
    const qsizetype dot = path.indexOf(QLatin1Char('.'));
    if (dot < 0)
        return object.value(path);
    const QJsonValue inner = object.value(path.left(dot));
    if (inner.isUndefined())
        return inner;
    return inner.isObject() ? valueAt(inner.toObject(), path.mid(dot + 1)) : QJsonValue(QJsonValue::Null);
}

void setValueAt(QJsonObject &object, const QString &path, const QJsonValue &value)
{
    const qsizetype dot = path.indexOf(QLatin1Char('.'));
    if (dot < 0) {
        object.insert(path, value);
        return;
    }
    QJsonObject inner = object.value(path.left(dot)).toObject();
    setValueAt(inner, path.mid(dot + 1), value);
    object.insert(path.left(dot), inner);
}

Result<QByteArray> readOwnFile(const QString &file)
{
    Result<std::optional<QByteArray>> bytes = readPrivateFile(file, largestFile);
    if (!bytes)
        return bytes.error();
    return bytes.value().value_or(QByteArray());
}

Result<> writeJsonFile(const QString &file, const QJsonObject &object)
{
    return writePrivateFile(file, QJsonDocument(object).toJson(QJsonDocument::Indented));
}

QJsonValue mergedValue(const QJsonValue &before, const QJsonValue &after, const QJsonValue &now)
{
    if (after == before)
        return now;
    if (now == before)
        return after;
    if (before.isObject() && after.isObject() && now.isObject())
        return mergedObject(before.toObject(), after.toObject(), now.toObject());
    if (before.isArray() && after.isArray() && now.isArray())
        return mergedList(before.toArray(), after.toArray(), now.toArray());
    return after;
}

Result<> keepAside(const QString &file, const QByteArray &bytes)
{
    const QString first = file + QStringLiteral(".faulty");
    QString aside = first;
    for (int i = 1; QFileInfo::exists(aside); ++i)
        aside = QStringLiteral("%1.%2").arg(first).arg(i);
    return writePrivateFile(aside, bytes);
}

} // namespace triptych
