// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/dialects/AnswerWriters.h"
#include "core/dialects/ClientError.h"

namespace triptych::openai_chat {

/// Writes a stream of chunks. Calls may interleave, since the protocol numbers them.
class ChunkWriter final : public EventWriter
{
public:
    explicit ChunkWriter(AnswerHead head) : m_head(std::move(head)) {}

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
    bool m_hasBegun = false;
    bool m_hasUsage = false;
};

/// Writes one chat.completion.
class CompletionWriter final : public WholeWriter
{
public:
    explicit CompletionWriter(AnswerHead head) : WholeWriter(std::move(head)) {}

private:
    QByteArray bodyOf(const AnswerParts &answer) const override;
    RawJson bodyOf(const Error &error) const override { return openAiError(error); }
};

} // namespace triptych::openai_chat
