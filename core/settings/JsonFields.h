// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/settings/JsonFile.h"

#include <QJsonArray>
#include <QStringList>

/// Makers of JsonField for the kinds of values that our files hold.
namespace triptych {

template<typename T>
JsonField<T> textField(const char *path, QString T::*member)
{
    return {QLatin1String(path),
            [member](T &content, const QJsonValue &value) {
                content.*member = value.toString();
                return value.isString();
            },
            [member](const T &content) { return QJsonValue(content.*member); }, QStringLiteral("a text")};
}

template<typename T>
JsonField<T> flagField(const char *path, bool T::*member)
{
    return {QLatin1String(path),
            [member](T &content, const QJsonValue &value) {
                content.*member = value.toBool();
                return value.isBool();
            },
            [member](const T &content) { return QJsonValue(content.*member); }, QStringLiteral("true or false")};
}

template<typename T>
JsonField<T> numberField(const char *path, int T::*member, int least, int most)
{
    return {QLatin1String(path),
            [=](T &content, const QJsonValue &value) {
                const double number = value.toDouble(-1);
                if (!value.isDouble() || number < least || number > most || number != double(int(number)))
                    return false;
                content.*member = int(number);
                return true;
            },
            [member](const T &content) { return QJsonValue(content.*member); },
            QStringLiteral("a whole number from %1 to %2").arg(least).arg(most)};
}

/// `words` stand in the order of the enumeration.
template<typename T, typename Enum>
JsonField<T> choiceField(const char *path, Enum T::*member, const QStringList &words)
{
    return {QLatin1String(path),
            [=](T &content, const QJsonValue &value) {
                const qsizetype index = words.indexOf(value.toString());
                if (index >= 0)
                    content.*member = Enum(index);
                return index >= 0;
            },
            [=](const T &content) { return QJsonValue(words.at(int(content.*member))); },
            QStringLiteral("one of %1").arg(words.join(QStringLiteral(", ")))};
}

template<typename T>
JsonField<T> listField(const char *path, QStringList T::*member, qsizetype most = 10'000)
{
    return {QLatin1String(path),
            [=](T &content, const QJsonValue &value) {
                (content.*member).clear();
                for (const QJsonValue &entry : value.toArray()) {
                    if (!entry.isString())
                        return false;
                    if ((content.*member).size() < most)
                        (content.*member).append(entry.toString());
                }
                return value.isArray();
            },
            [=](const T &content) { return QJsonValue(QJsonArray::fromStringList((content.*member).mid(0, most))); },
            QStringLiteral("a list of texts")};
}

template<typename T>
JsonField<T> mapField(const char *path, QMap<QString, QString> T::*member)
{
    return {QLatin1String(path),
            [member](T &content, const QJsonValue &value) {
                (content.*member).clear();
                const QJsonObject object = value.toObject();
                for (auto entry = object.begin(); entry != object.end(); ++entry) {
                    if (!entry.value().isString())
                        return false;
                    (content.*member).insert(entry.key(), entry.value().toString());
                }
                return value.isObject();
            },
            [member](const T &content) {
                QJsonObject object;
                for (auto entry = (content.*member).begin(); entry != (content.*member).end(); ++entry)
                    object.insert(entry.key(), entry.value());
                return QJsonValue(object);
            },
            QStringLiteral("an object of texts")};
}

} // namespace triptych
