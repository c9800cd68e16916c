// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/OpenAiResponsesClient.h"

namespace triptych::openai_responses {

namespace {

constexpr QLatin1String dialect("openai-responses");

/// Where a message has to go back as it came, since its text alone does not say all of it.
bool isEchoed(const JsonValue &message)
{
    return !message["phase"].view().empty();
}

} // namespace

Result<ClientRequest> ClientRequestReader::read(QByteArrayView body)
{
    if (!parse(body))
        return result();
    readModel();
    if (const JsonValue instructions = root()["instructions"]; instructions.hasValue())
        chat().turns.push_back(ChatTurn::text(Role::System, readText(instructions, QStringLiteral("instructions"))));
    readInput();
    readTools();
    readToolChoice(root()["tool_choice"]["name"]);
    readFormat(root()["text"]["format"], root()["text"]["format"], QStringLiteral("text.format"));
    readSettings();
    for (const char *key : {"previous_response_id", "conversation", "background", "prompt"})
        if (root()[key].hasValue() && root()[key].boolean() != false)
            fail(QString::fromLatin1(key),
                 QStringLiteral("nothing is kept here: send the whole conversation as input"));
    request().isStreamed = readFlag(root()["stream"], QStringLiteral("stream"), false);
    readRest({"model", "instructions", "input", "tools", "tool_choice", "parallel_tool_calls", "text", "reasoning",
              "max_output_tokens", "temperature", "top_p", "stream", "stream_options", "store", "include",
              "previous_response_id", "conversation", "background", "prompt"},
             {"metadata", "service_tier", "user", "safety_identifier", "prompt_cache_key", "truncation",
              "max_tool_calls", "top_logprobs"},
             dialect);
    return result();
}

void ClientRequestReader::readInput()
{
    const JsonValue input = root()["input"];
    const QString list = QStringLiteral("input");
    if (input.isString()) {
        chat().turns.push_back(ChatTurn::text(Role::User, input.text()));
        return;
    }
    if (input.size() == 0)
        fail(list, QStringLiteral("a text or a list of items is wanted"));
    qsizetype index = 0;
    for (const JsonValue &item : input.items())
        readItem(item, itemPath(list, index++));
}

void ClientRequestReader::readItem(const JsonValue &item, const QString &path)
{
    const std::string_view type = item["type"].view();
    if (type.empty() || type == "message")
        readMessage(item, path);
    else if (type == "function_call")
        readCall(item, path);
    else if (type == "function_call_output")
        readResult(item, path);
    else if (type == "reasoning")
        assistantTurn().parts.emplace_back(OpaqueContent {dialect, item.raw()});
    else
        fail(memberPath(path, QLatin1String("type")),
             QStringLiteral("message, function_call, function_call_output or reasoning is wanted"));
}

void ClientRequestReader::readMessage(const JsonValue &item, const QString &path)
{
    const auto role = readRole(
        item, path,
        {QStringLiteral("system"), QStringLiteral("developer"), QStringLiteral("user"), QStringLiteral("assistant")});
    if (!role)
        return;
    if (*role != Role::Assistant)
        chat().turns.push_back({.role = *role});
    ChatTurn &turn = *role == Role::Assistant ? assistantTurn() : chat().turns.back();
    const QString contentPath = memberPath(path, QLatin1String("content"));
    const JsonValue content = item["content"];
    if (!content.isArray())
        turn.parts.emplace_back(TextPart {readText(content, contentPath)});
    qsizetype index = 0;
    for (const JsonValue &part : content.items())
        readPart(part, itemPath(contentPath, index++), turn);
    if (isEchoed(item))
        turn.parts.emplace_back(OpaqueContent {dialect, item.raw()});
}

void ClientRequestReader::readPart(const JsonValue &part, const QString &path, ChatTurn &turn)
{
    const std::string_view type = part["type"].view();
    if (type == "input_text" || type == "output_text" || type == "text")
        turn.parts.emplace_back(TextPart {readText(part["text"], memberPath(path, QLatin1String("text")))});
    else if (type == "refusal")
        turn.parts.emplace_back(TextPart {readText(part["refusal"], memberPath(path, QLatin1String("refusal")))});
    else if (type == "input_image")
        readDataUrl(part["image_url"], {}, memberPath(path, QLatin1String("image_url")), turn);
    else if (type == "input_file")
        readDataUrl(part["file_data"], part["filename"].text(), memberPath(path, QLatin1String("file_data")), turn);
    else
        fail(memberPath(path, QLatin1String("type")),
             QStringLiteral("input_text, input_image, input_file or output_text is wanted"));
}

ChatTurn &ClientRequestReader::assistantTurn()
{
    auto &turns = chat().turns;
    if (turns.empty() || turns.back().role != Role::Assistant)
        turns.push_back({.role = Role::Assistant});
    return turns.back();
}

void ClientRequestReader::readCall(const JsonValue &item, const QString &path)
{
    assistantTurn().parts.emplace_back(
        ToolCallPart {.id = readText(item["call_id"], memberPath(path, QLatin1String("call_id"))),
                      .name = readText(item["name"], memberPath(path, QLatin1String("name"))),
                      .arguments = item["arguments"].text().toUtf8()});
}

void ClientRequestReader::readResult(const JsonValue &item, const QString &path)
{
    ChatTurn turn {.role = Role::Tool};
    const JsonValue output = item["output"];
    const QString outputPath = memberPath(path, QLatin1String("output"));
    QString text;
    if (!output.isArray())
        text = readText(output, outputPath);
    ChatTurn parts;
    qsizetype index = 0;
    for (const JsonValue &part : output.items())
        readPart(part, itemPath(outputPath, index++), parts);
    for (const ContentPart &part : parts.parts)
        if (const auto *words = std::get_if<TextPart>(&part))
            text += words->text;
    turn.parts.emplace_back(
        ToolResultPart {.callId = readText(item["call_id"], memberPath(path, QLatin1String("call_id"))), .text = text});
    for (ContentPart &part : parts.parts)
        if (std::holds_alternative<MediaPart>(part))
            turn.parts.push_back(std::move(part));
    chat().turns.push_back(std::move(turn));
}

void ClientRequestReader::readTools()
{
    const QString list = QStringLiteral("tools");
    qsizetype index = 0;
    for (const JsonValue &tool : readList(root()["tools"], list).items()) {
        const QString path = itemPath(list, index++);
        if (tool["type"].view() == "function")
            readFunctionTool(tool, path, "parameters");
        else
            request().ledger.push_back(
                {path, tool["type"].text(), {}, QStringLiteral("a server's own tool is not handed on")});
    }
}

void ClientRequestReader::readSettings()
{
    readSetting(QLatin1String("max_tokens"), root()["max_output_tokens"], QStringLiteral("max_output_tokens"));
    readSetting(QLatin1String("temperature"), root()["temperature"], QStringLiteral("temperature"));
    readSetting(QLatin1String("top_p"), root()["top_p"], QStringLiteral("top_p"));
    readSetting(QLatin1String("reasoning_effort"), root()["reasoning"]["effort"], QStringLiteral("reasoning.effort"));
}

} // namespace triptych::openai_responses
