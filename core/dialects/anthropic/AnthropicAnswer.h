// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/dialects/AnswerWriters.h"

namespace triptych::anthropic {

/// {"type":"error","error":{"type","message"}}, with the type that goes with the status.
RawJson errorJson(const Error &error, int status);

/// Writes the events of a message: one block after the other, each begun and ended.
class EventsWriter final : public SequentialWriter
{
public:
    explicit EventsWriter(AnswerHead head) : SequentialWriter(std::move(head)) {}

private:
    enum class Block : quint8 { None, Text, Thinking, Call };

    void writeEvent(const StreamEvent &event, QByteArray &out) override;
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

    StreamOpened m_opened;
    TokenUsage m_usage;
    QString m_thought; ///< Of the block that is open.
    QByteArray *m_out = nullptr; ///< Within writeEvent().
    Block m_block = Block::None;
    int m_call = -1;
    int m_index = 0;
    bool m_hasBegun = false;
};

/// Writes one message.
class MessageAnswerWriter final : public WholeWriter
{
public:
    explicit MessageAnswerWriter(AnswerHead head) : WholeWriter(std::move(head)) {}

private:
    QByteArray bodyOf(const AnswerParts &answer) const override;
    RawJson bodyOf(const Error &error) const override { return errorJson(error, error.httpStatus.value_or(500)); }
};

} // namespace triptych::anthropic
