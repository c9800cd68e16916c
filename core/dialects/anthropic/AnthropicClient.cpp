// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/anthropic/AnthropicClient.h"

namespace triptych::anthropic {

namespace {

constexpr QLatin1String dialect("anthropic");

bool isMarked(const JsonValue &block)
{
    return block["cache_control"].isObject();
}

} // namespace

Result<ClientRequest> ClientRequestReader::read(QByteArrayView body)
{
    if (!parse(body))
        return result();
    readModel();
    readSystem();
    readMessages();
    readTools();
    readToolChoice();
    readThinking();
    readOutputConfig();
    readSettings();
    request().isStreamed = readFlag(root()["stream"], QStringLiteral("stream"), false);
    readRest({"model", "system", "messages", "tools", "tool_choice", "thinking", "output_config", "max_tokens",
              "temperature", "top_p", "top_k", "stop_sequences", "stream"},
             {"metadata", "service_tier", "speed", "inference_geo", "context_management", "cache_control"}, dialect);
    return result();
}

void ClientRequestReader::readSystem()
{
    const JsonValue system = root()["system"];
    if (!system.hasValue())
        return;
    ChatTurn turn {.role = Role::System};
    readContent(system, QStringLiteral("system"), turn);
    chat().turns.push_back(std::move(turn));
}

void ClientRequestReader::readMessages()
{
    const QString list = QStringLiteral("messages");
    if (root()["messages"].size() == 0)
        fail(list, QStringLiteral("a list of messages is wanted"));
    qsizetype index = 0;
    for (const JsonValue &message : root()["messages"].items()) {
        const QString path = itemPath(list, index++);
        const auto role
            = readRole(message, path, {QStringLiteral("user"), QStringLiteral("assistant"), QStringLiteral("system")});
        ChatTurn turn {.role = role.value_or(Role::User)};
        readContent(message["content"], memberPath(path, QLatin1String("content")), turn);
        chat().turns.push_back(std::move(turn));
    }
}

void ClientRequestReader::readContent(const JsonValue &content, const QString &path, ChatTurn &turn)
{
    if (!content.isArray()) {
        turn.parts.emplace_back(TextPart {readText(content, path)});
        return;
    }
    qsizetype index = 0;
    for (const JsonValue &block : content.items()) {
        readBlock(block, itemPath(path, index++), turn);
        if (isMarked(block))
            turn.parts.emplace_back(CacheMark {});
    }
}

void ClientRequestReader::readBlock(const JsonValue &block, const QString &path, ChatTurn &turn)
{
    const std::string_view type = block["type"].view();
    if (type == "text") {
        turn.parts.emplace_back(TextPart {readText(block["text"], memberPath(path, QLatin1String("text")))});
    } else if (type == "image" || type == "document") {
        readSource(block, path, turn);
    } else if (type == "tool_use") {
        turn.parts.emplace_back(
            ToolCallPart {.id = readText(block["id"], memberPath(path, QLatin1String("id"))),
                          .name = readText(block["name"], memberPath(path, QLatin1String("name"))),
                          .arguments = readObject(block["input"], memberPath(path, QLatin1String("input"))).bytes});
    } else if (type == "tool_result") {
        readResult(block, path, turn);
    } else if (type == "thinking" && block["signature"].view().empty()) {
        turn.parts.emplace_back(ReasoningPart {block["thinking"].text()});
    } else if (type == "thinking" || type == "redacted_thinking") {
        turn.parts.emplace_back(OpaqueContent {dialect, block.raw()});
    } else {
        fail(memberPath(path, QLatin1String("type")),
             QStringLiteral("text, image, document, tool_use, tool_result or thinking is wanted"));
    }
}

void ClientRequestReader::readSource(const JsonValue &block, const QString &path, ChatTurn &turn)
{
    const QString sourcePath = memberPath(path, QLatin1String("source"));
    const JsonValue source = block["source"];
    if (source["type"].view() == "base64")
        readBase64(source["media_type"].text(), source["data"], block["title"].text(), sourcePath, turn);
    else if (source["type"].view() == "text")
        turn.parts.emplace_back(TextPart {readText(source["data"], memberPath(sourcePath, QLatin1String("data")))});
    else
        fail(memberPath(sourcePath, QLatin1String("type")),
             QStringLiteral("base64 is wanted: nothing is fetched from an address"));
}

/// Pictures in a result have no place in other protocols; they stand behind it.
void ClientRequestReader::readResult(const JsonValue &block, const QString &path, ChatTurn &turn)
{
    ToolResultPart result {.callId = readText(block["tool_use_id"], memberPath(path, QLatin1String("tool_use_id"))),
                           .isError = readFlag(block["is_error"], memberPath(path, QLatin1String("is_error")), false)};
    const JsonValue content = block["content"];
    const QString contentPath = memberPath(path, QLatin1String("content"));
    ChatTurn inside;
    if (content.hasValue())
        readContent(content, contentPath, inside);
    ChatTurn media;
    for (ContentPart &part : inside.parts) {
        if (const auto *text = std::get_if<TextPart>(&part))
            result.text += text->text;
        else if (std::holds_alternative<MediaPart>(part))
            media.parts.push_back(std::move(part));
    }
    turn.parts.emplace_back(std::move(result));
    for (ContentPart &part : media.parts)
        turn.parts.push_back(std::move(part));
}

void ClientRequestReader::readTools()
{
    const QString list = QStringLiteral("tools");
    qsizetype index = 0;
    for (const JsonValue &tool : readList(root()["tools"], list).items()) {
        const QString path = itemPath(list, index++);
        const std::string_view type = tool["type"].view();
        if (type.empty() || type == "custom")
            readFunctionTool(tool, path, "input_schema");
        else
            request().ledger.push_back(
                {path, tool["type"].text(), {}, QStringLiteral("a server's own tool is not handed on")});
    }
}

void ClientRequestReader::readToolChoice()
{
    using Kind = ToolChoice::Kind;
    const JsonValue choice = root()["tool_choice"];
    const std::string_view type = choice["type"].view();
    if (!choice.hasValue())
        return;
    if (type == "tool")
        chat().toolChoice = {Kind::Named, readText(choice["name"], QStringLiteral("tool_choice.name"))};
    else if (type == "auto" || type == "any" || type == "none")
        chat().toolChoice = {type == "auto" ? Kind::Auto : type == "any" ? Kind::Any : Kind::None, {}};
    else
        fail(QStringLiteral("tool_choice.type"), QStringLiteral("auto, any, tool or none is wanted"));
    if (const auto serial = choice["disable_parallel_tool_use"].boolean())
        chat().parallelCalls = !*serial;
}

/// "adaptive" is what a model does by itself, and how hard it does is the effort.
void ClientRequestReader::readThinking()
{
    const JsonValue thinking = root()["thinking"];
    const std::string_view type = thinking["type"].view();
    if (type == "enabled")
        readSetting(QLatin1String("reasoning_budget"), thinking["budget_tokens"],
                    QStringLiteral("thinking.budget_tokens"));
    else if (type == "disabled")
        chat().settings.reasoningEffort = QStringLiteral("none");
}

void ClientRequestReader::readOutputConfig()
{
    const JsonValue config = root()["output_config"];
    readSetting(QLatin1String("reasoning_effort"), config["effort"], QStringLiteral("output_config.effort"));
    if (const JsonValue format = config["format"]; format.hasValue())
        readSchema(format["name"], format["schema"], QStringLiteral("output_config.format"));
}

void ClientRequestReader::readSettings()
{
    if (m_limit == Limit::Wanted && !root()["max_tokens"].hasValue())
        fail(QStringLiteral("max_tokens"), QStringLiteral("it is missing"));
    for (const char *key : {"max_tokens", "temperature", "top_p", "top_k"})
        readSetting(QLatin1String(key), root()[key], QString::fromLatin1(key));
    readStops(root()["stop_sequences"], QStringLiteral("stop_sequences"));
}

} // namespace triptych::anthropic
