// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaClient.h"

#include "core/base/MediaType.h"

#include <algorithm>

namespace triptych::ollama {

Result<ClientRequest> ClientRequestReader::read(QByteArrayView body)
{
    if (!parse(body))
        return result();
    readModel();
    readMessages();
    readTools();
    readFormat();
    readOptions();
    request().isStreamed = readFlag(root()["stream"], QStringLiteral("stream"), true);
    readRest({"model", "messages", "tools", "format", "options", "think", "stream", "keep_alive"},
             {"truncate", "shift", "logprobs", "top_logprobs"}, QStringLiteral("ollama"));
    return result();
}

void ClientRequestReader::readMessages()
{
    const QString list = QStringLiteral("messages");
    qsizetype index = 0;
    for (const JsonValue &message : root()["messages"].items())
        readMessage(message, itemPath(list, index++));
}

void ClientRequestReader::readMessage(const JsonValue &message, const QString &path)
{
    const auto role = readRole(
        message, path,
        {QStringLiteral("system"), QStringLiteral("user"), QStringLiteral("assistant"), QStringLiteral("tool")});
    if (!role)
        return;
    const QString words = message["content"].text();
    ChatTurn turn {.role = *role};
    if (*role == Role::Tool)
        turn.parts.emplace_back(ToolResultPart {.callId = callOf(message), .text = words});
    if (const QString thought = message["thinking"].text(); !thought.isEmpty())
        turn.parts.emplace_back(ReasoningPart {thought});
    if (*role != Role::Tool && !words.isEmpty())
        turn.parts.emplace_back(TextPart {words});
    const QString images = memberPath(path, QLatin1String("images"));
    qsizetype index = 0;
    for (const JsonValue &image : message["images"].items())
        readImage(image, itemPath(images, index++), turn);
    readCalls(message, path, turn);
    chat().turns.push_back(std::move(turn));
}

void ClientRequestReader::readImage(const JsonValue &image, const QString &path, ChatTurn &turn)
{
    const std::string_view text = image.view();
    const QByteArray start
        = QByteArray::fromBase64(QByteArray(text.data(), qsizetype(std::min<size_t>(text.size(), 32))));
    readBase64(sniffedMediaType(start), image, {}, path, turn);
}

/// Older clients give their calls no ids, and results name the tool.
void ClientRequestReader::readCalls(const JsonValue &message, const QString &path, ChatTurn &turn)
{
    const QString list = memberPath(path, QLatin1String("tool_calls"));
    qsizetype index = 0;
    for (const JsonValue &call : message["tool_calls"].items()) {
        const QString callPath = memberPath(itemPath(list, index++), QLatin1String("function"));
        const JsonValue function = call["function"];
        const QString given = call["id"].text();
        ToolCallPart part {.id = given.isEmpty() ? QStringLiteral("call_%1").arg(m_calls) : given,
                           .name = readText(function["name"], memberPath(callPath, QLatin1String("name"))),
                           .arguments
                           = readObject(function["arguments"], memberPath(callPath, QLatin1String("arguments"))).bytes};
        ++m_calls;
        m_open.emplace_back(part.name, part.id);
        turn.parts.emplace_back(std::move(part));
    }
}

/// The one that it names, else the first of its tool that has none, else the first that has none.
QString ClientRequestReader::callOf(const JsonValue &result)
{
    if (const QString id = result["tool_call_id"].text(); !id.isEmpty())
        return id;
    const QString tool = result["tool_name"].text();
    auto open = std::find_if(m_open.begin(), m_open.end(), [&tool](const auto &call) { return call.first == tool; });
    if (open == m_open.end())
        open = m_open.begin();
    if (open == m_open.end())
        return QStringLiteral("call_0");
    const QString id = open->second;
    m_open.erase(open);
    return id;
}

void ClientRequestReader::readTools()
{
    const QString list = QStringLiteral("tools");
    qsizetype index = 0;
    for (const JsonValue &tool : root()["tools"].items())
        readFunctionTool(tool["function"], memberPath(itemPath(list, index++), QLatin1String("function")),
                         "parameters");
}

void ClientRequestReader::readFormat()
{
    const JsonValue format = root()["format"];
    if (format.view() == "json")
        readAnyJson();
    else if (format.hasValue() && !(format.isString() && format.view().empty()))
        chat().responseSchema = {QStringLiteral("answer"), readObject(format, QStringLiteral("format"))};
}

void ClientRequestReader::readOptions()
{
    const JsonValue options = root()["options"];
    const JsonValue most = options["num_predict"];
    if (most.integer().value_or(0) > 0) // others mean: as many as it likes
        readSetting(QLatin1String("max_tokens"), most, QStringLiteral("options.num_predict"));
    for (const char *key : {"temperature", "top_p", "top_k", "seed"})
        readSetting(QLatin1String(key), options[key], memberPath(QStringLiteral("options"), QLatin1String(key)));
    readStops(options["stop"], QStringLiteral("options.stop"));
    const JsonValue think = root()["think"];
    if (think.boolean() == false)
        chat().settings.reasoningEffort = QStringLiteral("none");
    else if (think.isString())
        readSetting(QLatin1String("reasoning_effort"), think, QStringLiteral("think"));
}

} // namespace triptych::ollama
