// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/OutputReader.h"

#include "core/dialects/ToolArguments.h"

namespace triptych::openai_responses {

namespace {

/// Sets one thought apart from the next, and one message from the next.
constexpr QLatin1String blankLine("\n\n");

OpaquePart opaque(const JsonValue &item)
{
    return {QStringLiteral("openai-responses"), item.raw()};
}

/// What of a call was not told yet, remembered as told.
QString news(QString &told, const QString &said)
{
    return told.isEmpty() ? told = said : QString();
}

} // namespace

void OutputReader::begin(const StreamedPiece &piece, StreamEvents &out)
{
    const QString id = piece.item["id"].text();
    const auto known = m_byId.constFind(id);
    Item &item = known == m_byId.cend() ? newItem(piece.outputIndex.integer(), id) : m_items[*known];
    m_isInCall = piece.item["type"].view() == "function_call";
    if (m_isInCall)
        beginCall(item, piece.item, out);
}

void OutputReader::readText(const StreamedPiece &piece, StreamEvents &out)
{
    tellText(itemOf(piece), piece.delta.view(), out);
}

void OutputReader::readRefusal(const StreamedPiece &piece, StreamEvents &out)
{
    m_wasRefused = m_wasRefused || !piece.delta.view().empty();
    readText(piece, out);
}

void OutputReader::readSummary(const StreamedPiece &piece, StreamEvents &out)
{
    tellReasoning(itemOf(piece), Form::Summary, piece.summaryIndex.integer().value_or(0), piece.delta.view(), out);
}

void OutputReader::readThought(const StreamedPiece &piece, StreamEvents &out)
{
    tellReasoning(itemOf(piece), Form::Raw, piece.contentIndex.integer().value_or(0), piece.delta.view(), out);
}

void OutputReader::readArguments(const StreamedPiece &piece, StreamEvents &out)
{
    m_isInCall = true;
    tellArguments(itemOf(piece), argumentsText(piece.delta), out);
}

void OutputReader::end(const StreamedPiece &piece, StreamEvents &out)
{
    complete(itemOf(piece), piece.item, out);
    m_isInCall = false;
}

/// Ids are not to be relied on: an item with an unknown one is new only where none of its kind came before.
void OutputReader::readRest(const JsonValue &output, StreamEvents &out)
{
    const bool hadText = m_saidText;
    const bool hadReasoning = m_saidReasoning;
    const bool hadCalls = m_calls > 0;
    for (const JsonValue &json : output.items()) {
        const QString id = json["id"].text();
        const std::string_view type = json["type"].view();
        const bool cameBefore = (type == "message" && hadText) || (type == "reasoning" && hadReasoning)
            || (type == "function_call" && hadCalls);
        if (const auto known = m_byId.constFind(id); known != m_byId.cend())
            complete(m_items[*known], json, out);
        else if (!cameBefore)
            complete(newItem({}, id), json, out);
    }
    m_isInCall = false;
}

/// By its place in the answer, else by its id, else the one that is under way.
OutputReader::Item &OutputReader::itemOf(const StreamedPiece &piece)
{
    const auto index = piece.outputIndex.integer();
    if (const auto known = index ? m_byIndex.constFind(*index) : m_byIndex.cend(); known != m_byIndex.cend())
        return m_items[*known];
    const QString id = piece.itemId.view().empty() ? piece.item["id"].text() : piece.itemId.text();
    if (const auto known = m_byId.constFind(id); known != m_byId.cend())
        return m_items[*known];
    const bool isNamed = index || !id.isEmpty();
    const bool isUnderWay = !isNamed && !m_items.empty() && !m_items.back().isDone;
    return isUnderWay ? m_items.back() : newItem(index, id);
}

OutputReader::Item &OutputReader::newItem(const std::optional<qint64> &index, const QString &id)
{
    if (index)
        m_byIndex.insert(*index, m_items.size());
    if (!id.isEmpty())
        m_byId.insert(id, m_items.size());
    return m_items.emplace_back();
}

void OutputReader::tellText(Item &item, std::string_view text, StreamEvents &out)
{
    if (text.empty())
        return;
    if (m_saidText && !item.hasContent) {
        m_text.finish(out);
        out.push_back(TextDelta {QString(blankLine)});
    }
    m_saidText = item.hasContent = true;
    m_text.feed(text, out);
}

void OutputReader::tellReasoning(Item &item, Form form, qint64 part, std::string_view text, StreamEvents &out)
{
    if (text.empty() || (item.form != Form::None && item.form != form))
        return;
    if (m_saidReasoning && (item.form == Form::None || item.part != part))
        out.push_back(ReasoningDelta {QString(blankLine)});
    m_saidReasoning = true;
    item.form = form;
    item.part = part;
    out.push_back(ReasoningDelta {toQString(text)});
}

void OutputReader::beginCall(Item &item, const JsonValue &json, StreamEvents &out)
{
    if (item.call < 0)
        item.call = m_calls++;
    const QString id = json["call_id"].view().empty() ? json["id"].text() : json["call_id"].text();
    ToolCallDelta delta {item.call, news(item.callId, id), news(item.name, json["name"].text()), {}};
    if (!delta.id.isEmpty() || !delta.name.isEmpty())
        out.push_back(std::move(delta));
}

void OutputReader::tellArguments(Item &item, const QByteArray &arguments, StreamEvents &out)
{
    if (arguments.isEmpty())
        return;
    if (item.call < 0)
        item.call = m_calls++;
    item.hasContent = true;
    out.push_back(ToolCallDelta {item.call, {}, {}, arguments});
}

/// Tells what no piece brought of the item, and keeps what the server wants back.
void OutputReader::complete(Item &item, const JsonValue &json, StreamEvents &out)
{
    if (std::exchange(item.isDone, true))
        return;
    const std::string_view type = json["type"].view();
    if (type == "message")
        completeMessage(item, json, out);
    else if (type == "reasoning")
        completeReasoning(item, json, out);
    else if (type == "function_call")
        completeCall(item, json, out);
}

void OutputReader::completeMessage(Item &item, const JsonValue &json, StreamEvents &out)
{
    const bool isNew = !item.hasContent;
    for (const JsonValue &part : json["content"].items()) {
        const std::string_view refusal = part["refusal"].view();
        m_wasRefused = m_wasRefused || !refusal.empty();
        if (isNew)
            tellText(item, refusal.empty() ? part["text"].view() : refusal, out);
    }
    m_text.finish(out); // a tag does not go on in the next message
    m_echoesMessages = m_echoesMessages || !json["phase"].view().empty();
    if (m_echoesMessages)
        out.push_back(opaque(json));
}

void OutputReader::completeReasoning(Item &item, const JsonValue &json, StreamEvents &out)
{
    if (item.form == Form::None) {
        qint64 part = 0;
        for (const JsonValue &summary : json["summary"].items())
            tellReasoning(item, Form::Summary, part++, summary["text"].view(), out);
        for (const JsonValue &thought : json["content"].items())
            tellReasoning(item, Form::Raw, part++, thought["text"].view(), out);
    }
    // A summary alone tells a server that keeps nothing nothing.
    if (!json["encrypted_content"].view().empty() || json["content"].size() > 0)
        out.push_back(opaque(json));
}

void OutputReader::completeCall(Item &item, const JsonValue &json, StreamEvents &out)
{
    beginCall(item, json, out);
    if (item.hasContent)
        return;
    const QByteArray arguments = argumentsText(json["arguments"]);
    const bool isCut = json["status"].view() == "incomplete";
    tellArguments(item, arguments.isEmpty() && !isCut ? QByteArrayLiteral("{}") : arguments, out);
}

} // namespace triptych::openai_responses
