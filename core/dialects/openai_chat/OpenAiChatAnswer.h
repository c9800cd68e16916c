// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/dialects/AnswerParts.h"
#include "core/dialects/Front.h"

namespace triptych::openai_chat {

/// Writes a stream of chunks. Calls may interleave, as the protocol numbers them.
class ChunkWriter final : public EventWriter
{
public:
    ChunkWriter(const ClientRequest &request, const AnswerHead &head)
        : m_head(head),
          m_wantsUsage(request.wantsUsage)
    {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    /// A chunk that is open within its one choice's delta.
    JsonWriter beginChunk();
    void endChunk(JsonWriter json, const QString &finish, QByteArray &out);
    void writeMember(QStringView key, const QString &text, QByteArray &out);
    void writeCall(const ToolCallDelta &call, QByteArray &out);
    void writeEnd(const StreamFinished &finished, QByteArray &out);
    void writeUsage(QByteArray &out);
    void writeFailure(const Error &error, QByteArray &out);

    AnswerHead m_head;
    StreamOpened m_opened;
    TokenUsage m_usage;
    QStringList m_sources;
    bool m_wantsUsage;
    bool m_hasBegun = false;
};

/// Writes one chat.completion at the end.
class CompletionWriter final : public EventWriter
{
public:
    explicit CompletionWriter(const AnswerHead &head) : m_head(head) {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    void writeMessage(JsonWriter &json) const;

    AnswerHead m_head;
    AnswerParts m_answer;
};

/// The error object that stands for a failure, in a stream or as a body.
RawJson errorJson(const Error &error, std::optional<int> status);

} // namespace triptych::openai_chat
