// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/AnswerParts.h"
#include "core/dialects/openai_responses/ResponseItems.h"

namespace triptych::openai_responses {

/// Writes the events of a response: one item after the other.
class EventsWriter final : public EventWriter
{
public:
    explicit EventsWriter(AnswerHead head) : m_head(std::move(head)) {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    enum class Item : quint8 { None, Message, Reasoning, Call };

    void writeEvent(const StreamEvent &event);
    void writeStart();
    void writeText(const QString &text);
    void writeThought(const QString &text);
    void writeCall(const ToolCallDelta &call);
    void writeOpaque(const OpaquePart &part);
    void writeEnd();
    /// Whether words are the blank line by which this dialect's reader sets an item apart from the one before.
    bool isSeparator(Item kind, const QString &words) const;
    void beginItem(Item kind, const RawJson &item);
    void endItem(const RawJson &whole = {}); ///< As it came, where there is such an item.
    RawJson endMessage();
    RawJson endReasoning();
    RawJson endCall();
    QString itemId() const;
    JsonWriter event(const char *type);
    JsonWriter itemEvent(const char *type); ///< With the place of the item that is open.
    void send(const char *type, JsonWriter json);

    AnswerHead m_head;
    CallSequencer m_sequencer;
    ResponseState m_state;
    QByteArray *m_out = nullptr; ///< Within write().
    Item m_item = Item::None;
    QString m_words; ///< Of the item that is open.
    ToolCallDelta m_call; ///< The same.
    qint64 m_sequence = 0;
    bool m_hasBegun = false;
    bool m_saidText = false;
    bool m_saidThoughts = false;
};

/// Writes one response at the end.
class ResponseWriter final : public EventWriter
{
public:
    explicit ResponseWriter(AnswerHead head) : m_head(std::move(head)) {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    std::vector<RawJson> items() const;

    AnswerHead m_head;
    AnswerParts m_answer;
    bool m_hasUsage = false;
};

} // namespace triptych::openai_responses
