// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/StrictFileReader.h"

#include "core/base/JsonText.h"
#include "core/base/PlainText.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

namespace triptych {

JsonValue StrictFileReader::parse()
{
    const JsonValue root = m_parser.parse(m_json);
    if (root.isAbsent())
        m_fault = syntaxError();
    else if (m_parser.repairs() > 0)
        fail(QStringLiteral("the file is not UTF-8"));
    else if (m_parser.leftOut() > 0)
        fail(QStringLiteral("a number in the file is out of range"));
    return root;
}

bool StrictFileReader::readMembers(const JsonValue &object, const std::vector<Key> &keys)
{
    if (!object.isObject())
        return fail(QStringLiteral("must be an object"));
    QByteArrayList seen;
    for (const auto &[name, value] : object.members()) {
        const auto key
            = std::find_if(keys.begin(), keys.end(), [name = name](const Key &known) { return known.name == name; });
        if (key == keys.end())
            return failBelow(toBytes(name), QStringLiteral("unknown key"));
        if (seen.contains(toBytes(name)))
            return failBelow(toBytes(name), QStringLiteral("stands here twice"));
        seen += toBytes(name);
        enter(toBytes(name));
        if (!key->read(value))
            return false;
        leave();
    }
    return true;
}

bool StrictFileReader::readItems(const JsonValue &list, const std::function<bool(const JsonValue &)> &read)
{
    if (!list.isArray())
        return fail(QStringLiteral("must be a list"));
    int number = 0;
    for (const JsonValue &item : list.items()) {
        enter(QByteArray::number(number++));
        if (!read(item))
            return false;
        leave();
    }
    return true;
}

bool StrictFileReader::readTextMap(const JsonValue &object, const QStringList &allowed, QMap<QString, QString> &target)
{
    if (!object.isObject())
        return fail(QStringLiteral("must be an object"));
    for (const auto &[name, value] : object.members()) {
        const QString key = toQString(name);
        if (!allowed.isEmpty() && !allowed.contains(key))
            return failBelow(toBytes(name), QStringLiteral("unknown key"));
        enter(toBytes(name));
        if (!readText(value, target[key]))
            return false;
        leave();
    }
    return true;
}

bool StrictFileReader::readText(const JsonValue &value, QString &target)
{
    target = value.text();
    if (!value.isString())
        return fail(QStringLiteral("must be text"));
    return std::none_of(target.begin(), target.end(), isSteering)
        || fail(QStringLiteral("must be one line without control characters"));
}

bool StrictFileReader::readMatching(const JsonValue &value, const QRegularExpression &pattern, QString &target)
{
    return readText(value, target)
        && (pattern.match(target).hasMatch() || fail(QStringLiteral("must match %1").arg(pattern.pattern())));
}

bool StrictFileReader::readFlag(const JsonValue &value, std::optional<bool> &target)
{
    target = value.boolean();
    return target.has_value() || fail(QStringLiteral("must be true or false"));
}

bool StrictFileReader::readCount(const JsonValue &value, std::optional<qint64> &target)
{
    target = value.type() == JsonValue::Type::Integer ? value.integer() : std::nullopt;
    return (target && *target > 0) || fail(QStringLiteral("must be a whole number above 0"));
}

bool StrictFileReader::readNumber(const JsonValue &value, qint64 least, qint64 most, qint64 &target)
{
    target = value.type() == JsonValue::Type::Integer ? value.integer().value_or(least - 1) : least - 1;
    return (target >= least && target <= most)
        || fail(QStringLiteral("must be a whole number from %1 to %2").arg(least).arg(most));
}

bool StrictFileReader::readWord(const JsonValue &value, const QStringList &allowed, QStringList &target)
{
    const QString word = value.text();
    target += word;
    return allowed.contains(word) || fail(QStringLiteral("must be one of %1").arg(allowed.join(QLatin1String(", "))));
}

bool StrictFileReader::fail(const QString &what)
{
    const QString key = QString::fromUtf8(m_path.join('.'));
    m_fault = Error {.kind = ErrorKind::InvalidInput,
                     .cause = m_cause,
                     .message = QStringLiteral("%1:%2: %3%4")
                                    .arg(m_fileName)
                                    .arg(lineOfMember(m_json, m_path))
                                    .arg(key.isEmpty() ? key : key + QStringLiteral(": "), what)};
    return false;
}

bool StrictFileReader::failBelow(const QByteArray &key, const QString &what)
{
    m_path += key;
    return fail(what);
}

/// The parser does not say where it stopped; Qt's does.
Error StrictFileReader::syntaxError() const
{
    QJsonParseError where;
    QJsonDocument::fromJson(m_json.toByteArray(), &where);
    const QByteArrayView before = m_json.first(qBound(qsizetype(0), qsizetype(where.offset), m_json.size()));
    const QString reason
        = where.error == QJsonParseError::NoError ? QStringLiteral("a value is out of range") : where.errorString();
    return {.kind = ErrorKind::InvalidInput,
            .cause = m_cause,
            .message
            = QStringLiteral("%1:%2: not JSON: %3").arg(m_fileName).arg(1 + int(before.count('\n'))).arg(reason)};
}

} // namespace triptych
