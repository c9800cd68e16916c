// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/OpenAiResponsesAnswer.h"

#include "core/dialects/ClientError.h"
#include "core/dialects/EventStreamText.h"

namespace triptych::openai_responses {

namespace {

constexpr QLatin1String dialect("openai-responses");
constexpr QLatin1String blankLine("\n\n");

QString idOf(const char *kind, qsizetype index)
{
    return QStringLiteral("%1_%2").arg(QLatin1String(kind)).arg(index);
}

/// A call that is cut off says so, or its arguments would be taken for whole.
QString statusOfCall(const std::optional<StreamFinished> &finished)
{
    return finished && finished->reason == FinishReason::Length ? QStringLiteral("incomplete")
                                                                : QStringLiteral("completed");
}

} // namespace

void EventsWriter::write(const StreamEvents &events, QByteArray &out)
{
    m_out = &out;
    StreamEvents ordered;
    m_sequencer.feed(events, ordered);
    for (const StreamEvent &event : ordered)
        writeEvent(event);
}

void EventsWriter::writeEvent(const StreamEvent &event)
{
    std::visit(Match {[this](const StreamOpened &opened) {
                          m_state.opened = opened;
                          writeStart();
                      },
                      [this](const TextDelta &delta) { writeText(delta.text); },
                      [this](const ReasoningDelta &delta) { writeThought(delta.text); },
                      [this](const ToolCallDelta &delta) { writeCall(delta); },
                      [this](const OpaquePart &part) { writeOpaque(part); },
                      [this](const UsageReport &report) {
                          m_state.usage = report.usage;
                          m_state.hasUsage = true;
                      },
                      [](const StreamNote &) {}, [](const SourcesReport &) {},
                      [this](const StreamFinished &finished) {
                          m_state.finished = finished;
                          writeEnd();
                      },
                      [this](const StreamFailed &failed) {
                          m_state.error = failed.error;
                          writeEnd();
                      }},
               event);
}

JsonWriter EventsWriter::event(const char *type)
{
    JsonWriter json;
    json.beginObject().member(u"type", QString::fromLatin1(type)).member(u"sequence_number", m_sequence++);
    return json;
}

JsonWriter EventsWriter::itemEvent(const char *type)
{
    JsonWriter json = event(type);
    json.member(u"item_id", itemId()).member(u"output_index", qint64(m_state.items.size()));
    return json;
}

void EventsWriter::send(const char *type, JsonWriter json)
{
    appendServerSentEvent(*m_out, type, json.endObject().take());
}

void EventsWriter::writeStart()
{
    if (std::exchange(m_hasBegun, true))
        return;
    for (const char *type : {"response.created", "response.in_progress"}) {
        JsonWriter json = event(type);
        json.member(u"response", responseJson(m_head, m_state));
        send(type, std::move(json));
    }
}

QString EventsWriter::itemId() const
{
    switch (m_item) {
    case Item::Message: return idOf("msg", qsizetype(m_state.items.size()));
    case Item::Reasoning: return idOf("rs", qsizetype(m_state.items.size()));
    default: return idOf("fc", qsizetype(m_state.items.size()));
    }
}

bool EventsWriter::isSeparator(Item kind, const QString &words) const
{
    const bool cameBefore = kind == Item::Message ? m_saidText : m_saidThoughts;
    return m_item != kind && cameBefore && words == blankLine;
}

void EventsWriter::beginItem(Item kind, const RawJson &item)
{
    const char *type = "response.output_item.added";
    JsonWriter json = event(type);
    json.member(u"output_index", qint64(m_state.items.size())).member(u"item", item);
    send(type, std::move(json));
    m_item = kind;
}

void EventsWriter::endItem(const RawJson &whole)
{
    if (m_item == Item::None)
        return;
    RawJson item = m_item == Item::Message ? endMessage() : m_item == Item::Reasoning ? endReasoning() : endCall();
    if (!whole.isEmpty())
        item = whole;
    const char *type = "response.output_item.done";
    JsonWriter json = event(type);
    json.member(u"output_index", qint64(m_state.items.size())).member(u"item", item);
    send(type, std::move(json));
    m_state.items.push_back(std::move(item));
    m_item = Item::None;
    m_words.clear();
}

RawJson EventsWriter::endMessage()
{
    JsonWriter text = itemEvent("response.output_text.done");
    text.member(u"content_index", 0).member(u"text", m_words);
    send("response.output_text.done", std::move(text));
    JsonWriter part = itemEvent("response.content_part.done");
    part.member(u"content_index", 0).member(u"part", textPart(m_words));
    send("response.content_part.done", std::move(part));
    return messageItem(itemId(), m_words, true);
}

RawJson EventsWriter::endReasoning()
{
    JsonWriter text = itemEvent("response.reasoning_summary_text.done");
    text.member(u"summary_index", 0).member(u"text", m_words);
    send("response.reasoning_summary_text.done", std::move(text));
    JsonWriter part = itemEvent("response.reasoning_summary_part.done");
    part.member(u"summary_index", 0).member(u"part", summaryPart(m_words));
    send("response.reasoning_summary_part.done", std::move(part));
    return reasoningItem(itemId(), m_words);
}

RawJson EventsWriter::endCall()
{
    JsonWriter json = itemEvent("response.function_call_arguments.done");
    json.member(u"arguments", QString::fromUtf8(m_call.arguments));
    send("response.function_call_arguments.done", std::move(json));
    return callItem(itemId(), m_call, statusOfCall(m_state.finished));
}

void EventsWriter::writeText(const QString &text)
{
    const bool isSkipped = isSeparator(Item::Message, text);
    if (m_item != Item::Message) {
        writeStart();
        endItem();
        m_item = Item::Message;
        beginItem(Item::Message, messageItem(itemId(), {}, false));
        JsonWriter part = itemEvent("response.content_part.added");
        part.member(u"content_index", 0).member(u"part", textPart({}));
        send("response.content_part.added", std::move(part));
    }
    m_saidText = true;
    if (isSkipped)
        return;
    m_words += text;
    JsonWriter json = itemEvent("response.output_text.delta");
    json.member(u"content_index", 0).member(u"delta", text);
    send("response.output_text.delta", std::move(json));
}

void EventsWriter::writeThought(const QString &text)
{
    const bool isSkipped = isSeparator(Item::Reasoning, text);
    if (m_item != Item::Reasoning) {
        writeStart();
        endItem();
        m_item = Item::Reasoning;
        beginItem(Item::Reasoning, reasoningItem(itemId(), {}));
        JsonWriter part = itemEvent("response.reasoning_summary_part.added");
        part.member(u"summary_index", 0).member(u"part", summaryPart({}));
        send("response.reasoning_summary_part.added", std::move(part));
    }
    m_saidThoughts = true;
    if (isSkipped)
        return;
    m_words += text;
    JsonWriter json = itemEvent("response.reasoning_summary_text.delta");
    json.member(u"summary_index", 0).member(u"delta", text);
    send("response.reasoning_summary_text.delta", std::move(json));
}

void EventsWriter::writeCall(const ToolCallDelta &call)
{
    if (m_item != Item::Call || m_call.index != call.index) {
        writeStart();
        endItem();
        m_call = call;
        m_call.arguments.clear();
        m_item = Item::Call;
        beginItem(Item::Call, callItem(itemId(), m_call, QStringLiteral("in_progress")));
    }
    if (call.arguments.isEmpty())
        return;
    m_call.arguments += call.arguments;
    JsonWriter json = itemEvent("response.function_call_arguments.delta");
    json.member(u"delta", QString::fromUtf8(call.arguments));
    send("response.function_call_arguments.delta", std::move(json));
}

/// The item that was just told in pieces, as it is to be sent back; or one of which nothing was told.
void EventsWriter::writeOpaque(const OpaquePart &part)
{
    if (part.dialect != dialect)
        return;
    const QString kind = kindOfItem(part.json);
    const Item item = kind == QLatin1String("message") ? Item::Message : Item::Reasoning;
    if (kind.isEmpty())
        return;
    if (m_item != item) {
        writeStart();
        endItem();
        beginItem(item, part.json);
        const char *type = "response.output_item.done";
        JsonWriter json = event(type);
        json.member(u"output_index", qint64(m_state.items.size())).member(u"item", part.json);
        send(type, std::move(json));
        m_state.items.push_back(part.json);
        m_item = Item::None;
        return;
    }
    endItem(part.json);
}

void EventsWriter::writeEnd()
{
    writeStart();
    endItem();
    const QByteArray type = "response." + statusOf(m_state).toLatin1();
    JsonWriter json = event(type.constData());
    json.member(u"response", responseJson(m_head, m_state));
    send(type.constData(), std::move(json));
}

void ResponseWriter::write(const StreamEvents &events, QByteArray &out)
{
    m_answer.add(events);
    for (const StreamEvent &event : events)
        m_hasUsage = m_hasUsage || std::holds_alternative<UsageReport>(event);
    if (!m_answer.hasEnded())
        return;
    const ResponseState state {.opened = m_answer.opened(),
                               .usage = m_answer.usage(),
                               .hasUsage = m_hasUsage,
                               .items = items(),
                               .finished = m_answer.finished(),
                               .error = m_answer.error()};
    out.append(responseJson(m_head, state).bytes);
}

/// An opaque item stands in place of the words before it, which are in it.
std::vector<RawJson> ResponseWriter::items() const
{
    std::vector<RawJson> items;
    QString lastKind;
    const auto add = [&](const QString &kind, RawJson item) {
        items.push_back(std::move(item));
        lastKind = kind;
    };
    const QString message = QStringLiteral("message");
    const QString reasoning = QStringLiteral("reasoning");
    const Match writers {
        [&](const TextDelta &text) {
            add(message, messageItem(idOf("msg", qsizetype(items.size())), text.text, true));
        },
        [&](const ReasoningDelta &thought) {
            add(reasoning, reasoningItem(idOf("rs", qsizetype(items.size())), thought.text));
        },
        [&](const ToolCallDelta &call) {
            add({}, callItem(idOf("fc", qsizetype(items.size())), call, statusOfCall(m_answer.finished())));
        },
        [&](const OpaquePart &part) {
            const QString kind = part.dialect == dialect ? kindOfItem(part.json) : QString();
            if (kind.isEmpty())
                return;
            if (kind == lastKind)
                items.pop_back();
            add({}, part.json);
        }};
    for (const AnswerPart &part : m_answer.parts())
        std::visit(writers, part);
    return items;
}

} // namespace triptych::openai_responses
