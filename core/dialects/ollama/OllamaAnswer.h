// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/dialects/AnswerParts.h"
#include "core/dialects/Front.h"

namespace triptych::ollama {

/// Writes one JSON object a line. Calls go out whole.
class LinesWriter final : public EventWriter
{
public:
    explicit LinesWriter(AnswerHead head) : m_head(std::move(head)) {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    void writeEvent(const StreamEvent &event, QByteArray &out);
    void writeWords(QStringView key, const QString &words, QByteArray &out);
    void readCall(const ToolCallDelta &call, QByteArray &out);
    void writeCall(QByteArray &out); ///< The one that was read, if there is one.

    AnswerHead m_head;
    CallSequencer m_sequencer;
    StreamOpened m_opened;
    TokenUsage m_usage;
    std::optional<ToolCallDelta> m_call;
    int m_calls = 0;
};

/// Writes one object at the end.
class AnswerWriter final : public EventWriter
{
public:
    explicit AnswerWriter(AnswerHead head) : m_head(std::move(head)) {}

    void write(const StreamEvents &events, QByteArray &out) override;

private:
    AnswerHead m_head;
    AnswerParts m_answer;
};

/// {"error":"…"}
RawJson errorJson(const Error &error);

} // namespace triptych::ollama
