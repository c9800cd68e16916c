// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Quirk.h"
#include "core/dialects/JsonFrameReader.h"
#include "core/dialects/openai_responses/OutputReader.h"

namespace triptych::openai_responses {

/// Responses: named events around a list of output items. The end marker is response.completed or response.incomplete;
/// it brings the usage, and where it does not, usage that comes after it is still read.
class OpenAiResponsesReader final : public JsonFrameReader
{
public:
    explicit OpenAiResponsesReader(const Quirks &quirks) : m_quirks(quirks) {}

private:
    void readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out) override;
    bool readAnswer(const JsonValue &answer, StreamEvents &out) override;
    void readEnd(bool sawDone, StreamEvents &out) override;

    bool readItem(std::string_view type, const StreamedPiece &piece, StreamEvents &out);
    void readResponse(std::string_view type, const JsonValue &response, StreamEvents &out);
    void readOpening(const JsonValue &response, StreamEvents &out);
    void readUsage(const JsonValue &usage, StreamEvents &out);
    void readStatus(std::string_view status, const JsonValue &response, StreamEvents &out);

    Quirks m_quirks;
    OutputReader m_output {content()};
    std::optional<FinishReason> m_finish;
    std::optional<TokenUsage> m_usage;
    QString m_servedModel;
    bool m_hasOpened = false;
};

} // namespace triptych::openai_responses
