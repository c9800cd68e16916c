// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaClient.h"

#include <algorithm>

namespace triptych::ollama {

Result<ClientRequest> ClientRequestReader::read(QByteArrayView body)
{
    if (!parse(body))
        return result();
    readModel();
    readMessages();
    readTools();
    readSettings({"messages", "tools"});
    return result();
}

void ClientRequestReader::readMessages()
{
    const QString list = QStringLiteral("messages");
    const JsonValue messages = root()["messages"];
    if (messages.hasValue() && !messages.isArray())
        fail(list, QStringLiteral("a list is wanted"));
    if (messages.size() == 0)
        setNothingAsked();
    qsizetype index = 0;
    for (const JsonValue &message : messages.items())
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
    readImages(message["images"], path, turn);
    readCalls(message, path, turn);
    chat().turns.push_back(std::move(turn));
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
    for (const JsonValue &tool : readList(root()["tools"], list).items())
        readFunctionTool(tool["function"], memberPath(itemPath(list, index++), QLatin1String("function")),
                         "parameters");
}

} // namespace triptych::ollama
