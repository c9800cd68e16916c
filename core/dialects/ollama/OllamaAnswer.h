// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/dialects/AnswerWriters.h"

namespace triptych::ollama {

/// {"error":"…"}, whatever the status.
RawJson errorJson(const Error &error, int status = 0);

/// Writes one JSON object a line. Calls go out whole.
class LinesWriter final : public SequentialWriter
{
public:
    explicit LinesWriter(AnswerHead head) : SequentialWriter(std::move(head)) {}

private:
    void writeEvent(const StreamEvent &event, QByteArray &out) override;
    void writeWords(QStringView key, const QString &words, QByteArray &out);
    void readCall(const ToolCallDelta &call, QByteArray &out);
    void writeCall(QByteArray &out); ///< The one that was read, if there is one.

    StreamOpened m_opened;
    TokenUsage m_usage;
    std::optional<ToolCallDelta> m_call;
    int m_calls = 0;
};

/// Writes one object.
class AnswerWriter final : public WholeWriter
{
public:
    explicit AnswerWriter(AnswerHead head) : WholeWriter(std::move(head)) {}

private:
    QByteArray bodyOf(const AnswerParts &answer) const override;
    RawJson bodyOf(const Error &error) const override { return errorJson(error); }
};

} // namespace triptych::ollama
