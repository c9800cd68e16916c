// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatClient.h"

#include "core/dialects/openai_chat/OpenAiChatJson.h"

namespace triptych::openai_chat {

Result<ClientRequest> ClientRequestReader::read(QByteArrayView body)
{
    if (!parse(body))
        return result();
    readModel();
    readMessages();
    readTools();
    readToolChoice(root()["tool_choice"]["function"]["name"]);
    readFormat(root()["response_format"], root()["response_format"]["json_schema"], QStringLiteral("response_format"));
    readSettings();
    request().isStreamed = readFlag(root()["stream"], QStringLiteral("stream"), false);
    request().wantsUsage
        = readFlag(root()["stream_options"]["include_usage"], QStringLiteral("stream_options.include_usage"), false);
    if (const auto count = root()["n"].integer(); count && *count != 1)
        fail(QStringLiteral("n"), QStringLiteral("one answer is given for each request"));
    readRest({"model", "messages", "tools", "tool_choice", "parallel_tool_calls", "response_format", "max_tokens",
              "max_completion_tokens", "temperature", "top_p", "top_k", "seed", "stop", "reasoning_effort", "stream",
              "stream_options", "n"},
             {"frequency_penalty", "presence_penalty", "logit_bias", "logprobs", "top_logprobs", "metadata",
              "service_tier", "user", "safety_identifier", "prompt_cache_key", "prompt_cache_retention", "verbosity",
              "store", "prediction"},
             QStringLiteral("openai-chat"));
    return result();
}

void ClientRequestReader::readMessages()
{
    const QString path = QStringLiteral("messages");
    if (root()["messages"].size() == 0)
        fail(path, QStringLiteral("a list of messages is wanted"));
    qsizetype index = 0;
    for (const JsonValue &message : root()["messages"].items())
        readMessage(message, itemPath(path, index++));
}

void ClientRequestReader::readMessage(const JsonValue &message, const QString &path)
{
    const auto role = readRole(message, path,
                               {QStringLiteral("system"), QStringLiteral("developer"), QStringLiteral("user"),
                                QStringLiteral("assistant"), QStringLiteral("tool")});
    if (!role)
        return;
    ChatTurn turn {.role = *role};
    const QString contentPath = memberPath(path, QLatin1String("content"));
    switch (*role) {
    case Role::System: turn.parts.emplace_back(TextPart {readWords(message["content"], contentPath)}); break;
    case Role::User: readUser(message["content"], contentPath, turn); break;
    case Role::Assistant: readAssistant(message, path, turn); break;
    case Role::Tool: readResult(message, path, turn); break;
    }
    chat().turns.push_back(std::move(turn));
}

void ClientRequestReader::readUser(const JsonValue &content, const QString &path, ChatTurn &turn)
{
    if (!content.isArray()) {
        turn.parts.emplace_back(TextPart {readText(content, path)});
        return;
    }
    qsizetype index = 0;
    for (const JsonValue &part : content.items())
        readPart(part, itemPath(path, index++), turn);
}

void ClientRequestReader::readPart(const JsonValue &part, const QString &path, ChatTurn &turn)
{
    const std::string_view type = part["type"].view();
    if (type == "text") {
        turn.parts.emplace_back(TextPart {readText(part["text"], memberPath(path, QLatin1String("text")))});
    } else if (type == "image_url") {
        const JsonValue image = part["image_url"];
        readDataUrl(image.isString() ? image : image["url"], {}, memberPath(path, QLatin1String("image_url")), turn);
    } else if (type == "file") {
        readDataUrl(part["file"]["file_data"], part["file"]["filename"].text(), memberPath(path, QLatin1String("file")),
                    turn);
    } else {
        fail(memberPath(path, QLatin1String("type")), QStringLiteral("text, image_url or file is wanted"));
    }
}

QString ClientRequestReader::readWords(const JsonValue &content, const QString &path)
{
    if (!content.isArray())
        return readText(content, path);
    QString words;
    qsizetype index = 0;
    for (const JsonValue &part : content.items()) {
        const JsonValue text = part["text"].hasValue() ? part["text"] : part["refusal"];
        words += readText(text, itemPath(path, index++));
    }
    return words;
}

void ClientRequestReader::readAssistant(const JsonValue &message, const QString &path, ChatTurn &turn)
{
    for (const char *key : {"reasoning_content", "reasoning"})
        if (const QString thought = message[key].text(); !thought.isEmpty() && turn.parts.empty())
            turn.parts.emplace_back(ReasoningPart {thought});
    if (const JsonValue opaque = message["reasoning_opaque"]; opaque.isString())
        turn.parts.emplace_back(OpaqueContent {copilotDialect, opaque.raw()});
    if (message["content"].hasValue())
        turn.parts.emplace_back(TextPart {readWords(message["content"], memberPath(path, QLatin1String("content")))});
    const QString callsPath = memberPath(path, QLatin1String("tool_calls"));
    qsizetype index = 0;
    for (const JsonValue &call : message["tool_calls"].items()) {
        const QString callPath = itemPath(callsPath, index++);
        const JsonValue function = call["function"];
        turn.parts.emplace_back(
            ToolCallPart {.id = readText(call["id"], memberPath(callPath, QLatin1String("id"))),
                          .name = readText(function["name"], memberPath(callPath, QLatin1String("function.name"))),
                          .arguments = function["arguments"].text().toUtf8()});
    }
}

void ClientRequestReader::readResult(const JsonValue &message, const QString &path, ChatTurn &turn)
{
    turn.parts.emplace_back(
        ToolResultPart {.callId = readText(message["tool_call_id"], memberPath(path, QLatin1String("tool_call_id"))),
                        .text = readWords(message["content"], memberPath(path, QLatin1String("content")))});
}

void ClientRequestReader::readTools()
{
    const QString path = QStringLiteral("tools");
    qsizetype index = 0;
    for (const JsonValue &tool : readList(root()["tools"], path).items()) {
        const QString toolPath = itemPath(path, index++);
        if (tool["type"].view() == "function")
            readFunctionTool(tool["function"], memberPath(toolPath, QLatin1String("function")), "parameters");
        else
            fail(memberPath(toolPath, QLatin1String("type")), QStringLiteral("only functions are taken"));
    }
}

void ClientRequestReader::readSettings()
{
    const JsonValue newer = root()["max_completion_tokens"];
    readSetting(QLatin1String("max_tokens"), newer.hasValue() ? newer : root()["max_tokens"],
                newer.hasValue() ? QStringLiteral("max_completion_tokens") : QStringLiteral("max_tokens"));
    for (const char *key : {"temperature", "top_p", "top_k", "seed", "reasoning_effort"})
        readSetting(QLatin1String(key), root()[key], QString::fromLatin1(key));
    readStops(root()["stop"], QStringLiteral("stop"));
}

} // namespace triptych::openai_chat
