// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/dialects/AnswerParts.h"
#include "core/dialects/Front.h"

namespace triptych::openai_chat {

/// Writes a stream of chunks. Calls may interleave, since the protocol numbers them.
class ChunkWriter final : public EventWriter
{
public:
    ChunkWriter(AnswerHead head, bool tellsUsage) : m_head(std::move(head)), m_tellsUsage(tellsUsage) {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    void writeEvent(const StreamEvent &event, QByteArray &out);
    void writeWords(QStringView key, const QString &words, QByteArray &out);
    void writeCall(const ToolCallDelta &call, QByteArray &out);
    void writeOpaque(const OpaquePart &part, QByteArray &out);
    void writeEnd(const StreamFinished &finished, QByteArray &out);
    /// A chunk that is open within the delta of its only choice; the first one brings the role.
    JsonWriter beginDelta();
    static void endDelta(JsonWriter json, const QString &finish, QByteArray &out);
    JsonWriter beginChunk() const;

    AnswerHead m_head;
    StreamOpened m_opened;
    TokenUsage m_usage;
    QStringList m_sources;
    bool m_tellsUsage;
    bool m_hasBegun = false;
    bool m_hasUsage = false;
};

/// Writes one chat.completion at the end.
class CompletionWriter final : public EventWriter
{
public:
    explicit CompletionWriter(AnswerHead head) : m_head(std::move(head)) {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    void writeMessage(JsonWriter &json) const;
    void writeCalls(JsonWriter &json) const;

    AnswerHead m_head;
    AnswerParts m_answer;
};

} // namespace triptych::openai_chat
