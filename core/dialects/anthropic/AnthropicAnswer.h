// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/dialects/AnswerParts.h"
#include "core/dialects/Front.h"

namespace triptych::anthropic {

/// Writes the events of a message: one block after the other, each begun and ended.
class EventsWriter final : public EventWriter
{
public:
    explicit EventsWriter(AnswerHead head) : m_head(std::move(head)) {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    enum class Block : quint8 { None, Text, Thinking, Call };

    void writeEvent(const StreamEvent &event);
    void writeStart();
    void beginBlock(Block kind, const RawJson &content);
    void endBlock();
    void writeDelta(QLatin1String type, QStringView key, const QString &words);
    void writeText(const QString &text);
    void writeThought(const QString &text);
    void writeCall(const ToolCallDelta &call);
    void writeOpaque(const OpaquePart &part);
    void writeEnd(const StreamFinished &finished);
    JsonWriter event(QLatin1String type) const;
    void send(QLatin1String type, JsonWriter json);

    AnswerHead m_head;
    CallSequencer m_sequencer;
    StreamOpened m_opened;
    TokenUsage m_usage;
    QString m_thought; ///< Of the block that is open.
    QByteArray *m_out = nullptr; ///< Within write().
    Block m_block = Block::None;
    int m_call = -1;
    int m_index = 0;
    bool m_hasBegun = false;
};

/// Writes one message at the end.
class MessageAnswerWriter final : public EventWriter
{
public:
    explicit MessageAnswerWriter(AnswerHead head) : m_head(std::move(head)) {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    void writeContent(JsonWriter &json) const;

    AnswerHead m_head;
    AnswerParts m_answer;
};

/// {"type":"error","error":{"type","message"}}, with the type that goes with the status.
RawJson errorJson(const Error &error, int status);

} // namespace triptych::anthropic
