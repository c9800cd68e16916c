// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/VaultContent.h"

#include "core/base/JsonWriter.h"
#include "core/vault/VaultErrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUuid>
#include <algorithm>
#include <functional>

namespace triptych {

namespace {

void writeEntry(JsonWriter &json, const VaultEntry &entry)
{
    json.beginObject()
        .member(u"id", entry.info.id)
        .member(u"index", qint64(entry.index))
        .member(u"version", qint64(entry.version))
        .member(u"provider", entry.info.provider)
        .member(u"label", entry.info.label)
        .member(u"tail", entry.info.tail)
        .member(u"created", entry.info.created.toMSecsSinceEpoch());
    json.key(u"origins").beginArray();
    for (const QString &origin : entry.info.origins)
        json.value(origin);
    json.endArray().member(u"sealed", QString::fromLatin1(entry.sealed.toBase64())).endObject();
}

VaultEntry readEntry(const QJsonObject &object)
{
    VaultEntry entry;
    entry.info.id = object[u"id"].toString();
    entry.index = quint64(object[u"index"].toInteger());
    entry.version = quint64(object[u"version"].toInteger());
    entry.info.provider = object[u"provider"].toString();
    entry.info.label = object[u"label"].toString();
    entry.info.tail = object[u"tail"].toString();
    entry.info.created = QDateTime::fromMSecsSinceEpoch(object[u"created"].toInteger(), Qt::UTC);
    for (const QJsonValue origin : object[u"origins"].toArray())
        entry.info.origins += origin.toString();
    entry.sealed = QByteArray::fromBase64(object[u"sealed"].toString().toLatin1());
    return entry;
}

bool isSound(const VaultEntry &entry, quint64 nextIndex)
{
    const QStringList &origins = entry.info.origins;
    const bool isInOrder = std::adjacent_find(origins.begin(), origins.end(), std::greater_equal<>()) == origins.end();
    const QUuid id = QUuid::fromString(entry.info.id);
    return !id.isNull() && id.toString(QUuid::WithoutBraces) == entry.info.id && entry.index >= 1
        && entry.index < nextIndex && entry.version >= 1 && !origins.isEmpty() && isInOrder;
}

bool isSound(const VaultContent &content)
{
    QSet<QString> ids;
    QSet<quint64> indexes;
    if (content.nextIndex < 1)
        return false;
    for (const VaultEntry &entry : content.entries) {
        if (!isSound(entry, content.nextIndex))
            return false;
        ids += entry.info.id;
        indexes += entry.index;
    }
    return ids.size() == qsizetype(content.entries.size()) && indexes.size() == ids.size();
}

} // namespace

QByteArray writeVaultContent(const VaultContent &content)
{
    JsonWriter json;
    json.beginObject().member(u"next", qint64(content.nextIndex)).key(u"keys").beginArray();
    for (const VaultEntry &entry : content.entries)
        writeEntry(json, entry);
    json.endArray().endObject();
    return json.bytes();
}

Result<VaultContent> readVaultContent(const QByteArray &bytes, bool isNewer)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    VaultContent content;
    content.nextIndex = quint64(object[u"next"].toInteger());
    for (const QJsonValue value : object[u"keys"].toArray())
        content.entries.push_back(readEntry(value.toObject()));
    if (!isSound(content) || (!isNewer && writeVaultContent(content) != bytes))
        return vaultDamaged("content");
    return content;
}

} // namespace triptych
