// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/OpenAiResponsesAnswer.h"

#include "core/dialects/EventStreamText.h"

#include <algorithm>

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

/// An opaque item stands in place of the words before it, which are in it.
std::vector<RawJson> itemsOf(const AnswerParts &answer)
{
    std::vector<RawJson> items;
    QString lastKind;
    const auto add = [&](const QString &kind, RawJson item) {
        items.push_back(std::move(item));
        lastKind = kind;
    };
    const QString message = QStringLiteral("message");
    const QString reasoning = QStringLiteral("reasoning");
    const Match writers {[&](const TextDelta &text) {
                             add(message, messageItem(idOf("msg", qsizetype(items.size())), text.text, true));
                         },
                         [&](const ReasoningDelta &thought) {
                             add(reasoning, reasoningItem(idOf("rs", qsizetype(items.size())), thought.text, true));
                         },
                         [&](const ToolCallDelta &call) {
                             add({},
                                 callItem(idOf("fc", qsizetype(items.size())), call, statusOfCall(answer.finished())));
                         },
                         [&](const OpaquePart &part) {
                             const QString kind = part.dialect == dialect ? kindOfItem(part.json) : QString();
                             if (kind.isEmpty())
                                 return;
                             if (kind == lastKind)
                                 items.pop_back();
                             add({}, part.json);
                         }};
    for (const AnswerPart &part : answer.parts())
        std::visit(writers, part);
    return items;
}

} // namespace

/// The two kinds of item that hold words, and the events that tell of them.
struct EventsWriter::WordsKind
{
    const char *prefix; ///< Of its ids.
    const char *partAdded, *delta, *textDone, *partDone;
    QStringView index;
    RawJson (*item)(const QString &id, const QString &words, bool isDone);
    RawJson (*part)(const QString &words);

    static const WordsKind message, reasoning;
};

const EventsWriter::WordsKind EventsWriter::WordsKind::message {"msg",
                                                                "response.content_part.added",
                                                                "response.output_text.delta",
                                                                "response.output_text.done",
                                                                "response.content_part.done",
                                                                u"content_index",
                                                                messageItem,
                                                                textPart};

const EventsWriter::WordsKind EventsWriter::WordsKind::reasoning {"rs",
                                                                  "response.reasoning_summary_part.added",
                                                                  "response.reasoning_summary_text.delta",
                                                                  "response.reasoning_summary_text.done",
                                                                  "response.reasoning_summary_part.done",
                                                                  u"summary_index",
                                                                  reasoningItem,
                                                                  summaryPart};

void EventsWriter::writeEvent(const StreamEvent &event, QByteArray &out)
{
    m_out = &out;
    std::visit(Match {[this](const StreamOpened &opened) {
                          m_state.opened = opened;
                          writeStart();
                      },
                      [this](const TextDelta &delta) { writeWords(WordsKind::message, delta.text); },
                      [this](const ReasoningDelta &delta) { writeWords(WordsKind::reasoning, delta.text); },
                      [this](const ToolCallDelta &delta) { writeCall(delta); },
                      [this](const OpaquePart &part) { writeOpaque(part); },
                      [this](const UsageReport &report) { m_state.usage = report.usage; }, [](const StreamNote &) {},
                      [](const SourcesReport &) {},
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

JsonWriter EventsWriter::placedEvent(const char *type)
{
    JsonWriter json = event(type);
    json.member(u"item_id", itemId(m_kind ? m_kind->prefix : "fc"));
    json.member(u"output_index", qint64(m_state.items.size()));
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
        json.member(u"response", responseJson(head(), m_state));
        send(type, std::move(json));
    }
}

QString EventsWriter::itemId(const char *prefix) const
{
    return idOf(prefix, qsizetype(m_state.items.size()));
}

bool EventsWriter::isSeparator(const WordsKind &kind, const QString &words) const
{
    const bool cameBefore = std::find(m_said.begin(), m_said.end(), &kind) != m_said.end();
    return m_kind != &kind && cameBefore && words == blankLine;
}

void EventsWriter::beginItem(const RawJson &item)
{
    const char *type = "response.output_item.added";
    JsonWriter json = event(type);
    json.member(u"output_index", qint64(m_state.items.size())).member(u"item", item);
    send(type, std::move(json));
}

void EventsWriter::endItem(const RawJson &whole)
{
    if (!m_kind && !m_call)
        return;
    RawJson item = m_kind ? endWords() : endCall();
    finishItem(whole.isEmpty() ? std::move(item) : whole);
    m_kind = nullptr;
    m_call.reset();
    m_words.clear();
}

void EventsWriter::finishItem(RawJson item)
{
    const char *type = "response.output_item.done";
    JsonWriter json = event(type);
    json.member(u"output_index", qint64(m_state.items.size())).member(u"item", item);
    send(type, std::move(json));
    m_state.items.push_back(std::move(item));
}

RawJson EventsWriter::endWords()
{
    JsonWriter text = placedEvent(m_kind->textDone);
    text.member(m_kind->index, 0).member(u"text", m_words);
    send(m_kind->textDone, std::move(text));
    JsonWriter part = placedEvent(m_kind->partDone);
    part.member(m_kind->index, 0).member(u"part", m_kind->part(m_words));
    send(m_kind->partDone, std::move(part));
    return m_kind->item(itemId(m_kind->prefix), m_words, true);
}

RawJson EventsWriter::endCall()
{
    const char *type = "response.function_call_arguments.done";
    JsonWriter json = placedEvent(type);
    json.member(u"arguments", QString::fromUtf8(m_call->arguments));
    send(type, std::move(json));
    return callItem(itemId("fc"), *m_call, statusOfCall(m_state.finished));
}

void EventsWriter::writeWords(const WordsKind &kind, const QString &words)
{
    const bool isSkipped = isSeparator(kind, words);
    if (m_kind != &kind) {
        writeStart();
        endItem();
        m_kind = &kind;
        beginItem(kind.item(itemId(kind.prefix), {}, false));
        JsonWriter part = placedEvent(kind.partAdded);
        part.member(kind.index, 0).member(u"part", kind.part({}));
        send(kind.partAdded, std::move(part));
        m_said.push_back(&kind);
    }
    if (isSkipped)
        return;
    m_words += words;
    JsonWriter json = placedEvent(kind.delta);
    json.member(kind.index, 0).member(u"delta", words);
    send(kind.delta, std::move(json));
}

void EventsWriter::writeCall(const ToolCallDelta &call)
{
    if (!m_call || m_call->index != call.index) {
        writeStart();
        endItem();
        m_call = ToolCallDelta {call.index, call.id, call.name, {}};
        beginItem(callItem(itemId("fc"), *m_call, QStringLiteral("in_progress")));
    }
    if (call.arguments.isEmpty())
        return;
    m_call->arguments += call.arguments;
    const char *type = "response.function_call_arguments.delta";
    JsonWriter json = placedEvent(type);
    json.member(u"delta", QString::fromUtf8(call.arguments));
    send(type, std::move(json));
}

/// The item that was just told in pieces, as it is to be sent back; or one of which nothing was told.
void EventsWriter::writeOpaque(const OpaquePart &part)
{
    const QString kind = part.dialect == dialect ? kindOfItem(part.json) : QString();
    if (kind.isEmpty())
        return;
    const bool isMessage = kind == QLatin1String("message");
    if (m_kind == (isMessage ? &WordsKind::message : &WordsKind::reasoning))
        return endItem(part.json);
    writeStart();
    endItem();
    beginItem(part.json);
    finishItem(part.json);
}

void EventsWriter::writeEnd()
{
    writeStart();
    endItem();
    const QByteArray type = "response." + statusOf(m_state).toLatin1();
    JsonWriter json = event(type.constData());
    json.member(u"response", responseJson(head(), m_state));
    send(type.constData(), std::move(json));
}

QByteArray ResponseWriter::bodyOf(const AnswerParts &answer) const
{
    return responseJson(head(),
                        {.opened = answer.opened(),
                         .usage = answer.usage(),
                         .items = itemsOf(answer),
                         .finished = answer.finished()})
        .bytes;
}

} // namespace triptych::openai_responses
