// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ClientReader.h"

#include "core/base/JsonWriter.h"
#include "core/chat/LedgerReason.h"
#include "core/dialects/ContentFilter.h"

#include <QHash>
#include <algorithm>

namespace triptych {

namespace {

QString textOf(const JsonValue &value)
{
    return value.isString() ? value.text() : QString::fromUtf8(value.raw().bytes);
}

bool isAmong(const std::vector<std::string_view> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

QString itemPath(const QString &list, qsizetype index)
{
    return QStringLiteral("%1[%2]").arg(list).arg(index);
}

QString memberPath(const QString &object, QLatin1String key)
{
    return object.isEmpty() ? QString(key) : object + QLatin1Char('.') + key;
}

bool ClientReader::parse(QByteArrayView body)
{
    m_root = m_parser.parse(body);
    if (m_parser.leftOut() > 0)
        return fail({}, QStringLiteral("a number in the body is too large"));
    if (m_root.isObject())
        return true;
    return fail({},
                m_parser.fault() == JsonFault::TooDeep ? QStringLiteral("the body is nested more than 64 levels deep")
                                                       : QStringLiteral("the body is no JSON object"));
}

bool ClientReader::fail(const QString &path, const QString &what)
{
    if (!m_error)
        m_error = badRequest(path, what);
    return false;
}

Result<ClientRequest> ClientReader::result()
{
    if (m_error)
        return *m_error;
    return std::move(m_request);
}

void ClientReader::readModel()
{
    chat().model = readText(m_root["model"], QStringLiteral("model"));
    if (chat().model.isEmpty())
        fail(QStringLiteral("model"), QStringLiteral("name a model"));
}

std::optional<Role> ClientReader::readRole(const JsonValue &message, const QString &path, const QStringList &wanted)
{
    static const QHash<QString, Role> roles {{QStringLiteral("system"), Role::System},
                                             {QStringLiteral("developer"), Role::System},
                                             {QStringLiteral("user"), Role::User},
                                             {QStringLiteral("assistant"), Role::Assistant},
                                             {QStringLiteral("tool"), Role::Tool}};
    const QString word = message["role"].text();
    if (wanted.contains(word))
        return roles.value(word);
    fail(memberPath(path, QLatin1String("role")),
         QStringLiteral("one of %1 is wanted").arg(wanted.join(QStringLiteral(", "))));
    return {};
}

void ClientReader::readSetting(QLatin1String key, const JsonValue &value, const QString &path)
{
    if (!value.hasValue())
        return;
    const bool isPlain = value.number() || value.isString();
    const Result<> applied = isPlain ? applySetting(chat().settings, QString(key), textOf(value))
                                     : Result<>(badRequest(path, QStringLiteral("a number is wanted")));
    if (!applied)
        fail(path, applied.error().message);
}

void ClientReader::readStops(const JsonValue &value, const QString &path)
{
    if (!value.hasValue())
        return;
    QStringList stops;
    if (value.isString())
        stops += value.text();
    else if (!value.isArray())
        fail(path, QStringLiteral("a text or a list of texts is wanted"));
    qsizetype index = 0;
    for (const JsonValue &item : value.items())
        stops += readText(item, itemPath(path, index++));
    stops.removeAll(QString());
    if (!stops.isEmpty())
        chat().settings.stop = stops;
}

QString ClientReader::readText(const JsonValue &value, const QString &path)
{
    if (!value.isString())
        fail(path, value.hasValue() ? QStringLiteral("a text is wanted") : QStringLiteral("it is missing"));
    return value.text();
}

bool ClientReader::readFlag(const JsonValue &value, const QString &path, bool otherwise)
{
    const auto flag = value.boolean();
    if (value.hasValue() && !flag)
        fail(path, QStringLiteral("true or false is wanted"));
    return flag.value_or(otherwise);
}

JsonValue ClientReader::readList(const JsonValue &value, const QString &path)
{
    if (value.hasValue() && !value.isArray())
        fail(path, QStringLiteral("a list is wanted"));
    return value;
}

RawJson ClientReader::readObject(const JsonValue &value, const QString &path)
{
    if (value.isObject())
        return value.raw();
    fail(path, QStringLiteral("a JSON object is wanted"));
    return {};
}

void ClientReader::readDataUrl(const JsonValue &url, const QString &name, const QString &path, ChatTurn &turn)
{
    const std::string_view text = url.view();
    constexpr std::string_view scheme = "data:", marker = ";base64,";
    const size_t comma = text.find(marker);
    if (!text.starts_with(scheme) || comma == std::string_view::npos || comma > 200) {
        fail(path, QStringLiteral("only data URLs with base64 are taken: nothing is fetched from an address"));
        return;
    }
    const QString type = toQString(text.substr(scheme.size(), comma - scheme.size()));
    const std::string_view data = text.substr(comma + marker.size());
    appendMedia(type, {data.data(), qsizetype(data.size())}, name, path, turn);
}

void ClientReader::readBase64(const QString &mimeType, const JsonValue &data, const QString &name, const QString &path,
                              ChatTurn &turn)
{
    const std::string_view text = data.view();
    if (!data.isString())
        fail(path, QStringLiteral("base64 is wanted"));
    else
        appendMedia(mimeType, {text.data(), qsizetype(text.size())}, name, path, turn);
}

void ClientReader::appendMedia(const QString &mimeType, QByteArrayView base64, const QString &name, const QString &path,
                               ChatTurn &turn)
{
    auto decoded = QByteArray::fromBase64Encoding(base64.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    if (!usualMediaTypes().contains(mimeType))
        fail(path, QStringLiteral("%1 is not taken; PNG, JPEG, GIF, WebP and PDF are").arg(mimeType.left(100)));
    else if (!decoded || (*decoded).isEmpty())
        fail(path, QStringLiteral("it is no base64"));
    else
        turn.parts.emplace_back(MediaPart {.mimeType = mimeType, .data = std::move(*decoded), .name = name});
}

void ClientReader::readFunctionTool(const JsonValue &function, const QString &path, std::string_view schemaKey)
{
    ToolSpec tool {.name = readText(function["name"], memberPath(path, QLatin1String("name")))};
    if (const JsonValue description = function["description"]; description.hasValue())
        tool.description = readText(description, memberPath(path, QLatin1String("description")));
    if (const JsonValue schema = function[schemaKey]; schema.hasValue())
        tool.parameters = readObject(schema, memberPath(path, QLatin1String(schemaKey.data(), int(schemaKey.size()))));
    chat().tools.push_back(std::move(tool));
}

void ClientReader::readAnyJson()
{
    chat().responseSchema = {QStringLiteral("answer"), {QByteArrayLiteral(R"({"type":"object"})")}};
}

void ClientReader::readSchema(const JsonValue &name, const JsonValue &schema, const QString &path)
{
    chat().responseSchema
        = {.name = name.hasValue() ? readText(name, memberPath(path, QLatin1String("name"))) : QString(),
           .schema = readObject(schema, memberPath(path, QLatin1String("schema")))};
}

void ClientReader::readRest(const Passed &read, const Passed &passed, const QString &dialect)
{
    JsonWriter extras;
    extras.beginObject();
    bool hasExtras = false;
    for (const auto &[name, value] : m_root.members()) {
        if (isAmong(read, name) || !value.hasValue())
            continue;
        if (isAmong(passed, name)) {
            hasExtras = true;
            extras.member(toQString(name), value.raw());
        } else {
            m_request.ledger.push_back({toQString(name.substr(0, 100)),
                                        QString::fromUtf8(value.raw().bytes.left(100)),
                                        {},
                                        ledger_reason::notInProtocol});
        }
    }
    extras.endObject();
    if (hasExtras)
        chat().extras = {dialect, extras.take()};
}

} // namespace triptych
