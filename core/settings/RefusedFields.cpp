// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/RefusedFields.h"

#include "core/settings/JsonFile.h"

#include <QJsonArray>

namespace triptych {

namespace {

QJsonObject read(const QString &file)
{
    const auto bytes = readOwnFile(file);
    const auto object = bytes ? parseJsonObject(bytes.value(), file) : Result<QJsonObject>(bytes.error());
    return object ? object.value() : QJsonObject();
}

} // namespace

RefusedFields RefusedFields::load(const QString &file)
{
    RefusedFields all;
    const QJsonObject object = read(file);
    for (auto model = object.begin(); model != object.end(); ++model) {
        for (const QJsonValue field : model.value().toArray())
            all.m_fields[model.key()] << field.toString();
    }
    return all;
}

Result<RefusedFields> RefusedFields::remember(const QString &file, const QString &model, const QString &field)
{
    const FileTurn turn(file);
    RefusedFields all = load(file);
    QStringList &known = all.m_fields[model];
    if (known.contains(field))
        return all;
    known << field;
    QJsonObject object = read(file);
    object[model] = QJsonArray::fromStringList(known);
    if (const auto written = writeJsonFile(file, object); !written)
        return written.error();
    return all;
}

Result<RefusedFields> RefusedFields::forget(const QString &file, const QString &model)
{
    QJsonObject object = read(file);
    object.remove(model);
    if (const auto written = writeJsonFile(file, object); !written)
        return written.error();
    return load(file);
}

qsizetype RefusedFields::count() const
{
    qsizetype count = 0;
    for (const QStringList &fields : m_fields)
        count += fields.size();
    return count;
}

} // namespace triptych
