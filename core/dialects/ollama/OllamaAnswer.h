// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/dialects/AnswerWriters.h"

namespace triptych::ollama {

/// {"error":"…"}, whatever the status.
RawJson errorJson(const Error &error, int status = 0);

/// What one object of an answer says; all of it may be empty.
struct SaidWords
{
    QString text = {};
    QString reasoning = {};
    std::vector<const ToolCallDelta *> calls = {};
    int firstCall = 0; ///< How many calls came before these.
};

/// Where /api/chat puts what a model says: into a message.
struct ChatShape
{
    static constexpr bool hasCalls = true;
    static void write(JsonWriter &json, const SaidWords &said);
};

/// Where /api/generate puts it: beside the rest. It has no words for calls.
struct PromptShape
{
    static constexpr bool hasCalls = false;
    static void write(JsonWriter &json, const SaidWords &said);
};

/// Writes one JSON object a line. Calls go out whole.
template<typename Shape>
class LinesWriter final : public SequentialWriter
{
public:
    explicit LinesWriter(AnswerHead head) : SequentialWriter(std::move(head)) {}

private:
    void writeEvent(const StreamEvent &event, QByteArray &out) override;
    void writeWords(const SaidWords &said, QByteArray &out);
    void writeLine(const SaidWords &said, QByteArray &out);
    void readCall(const ToolCallDelta &call, QByteArray &out);
    void writeCall(QByteArray &out); ///< The one that was read, if there is one.

    StreamOpened m_opened;
    TokenUsage m_usage;
    std::optional<ToolCallDelta> m_call;
    int m_calls = 0;
};

/// Writes one object.
template<typename Shape>
class AnswerWriter final : public WholeWriter
{
public:
    explicit AnswerWriter(AnswerHead head) : WholeWriter(std::move(head)) {}

private:
    QByteArray bodyOf(const AnswerParts &answer) const override;
    RawJson bodyOf(const Error &error) const override { return errorJson(error); }
};

} // namespace triptych::ollama
