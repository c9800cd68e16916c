// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Quirk.h"
#include "core/dialects/JsonFrameReader.h"
#include "core/dialects/openai_chat/OpenAiChatJson.h"
#include "core/dialects/openai_chat/ToolCallTracker.h"

namespace triptych::openai_chat {

/// Chat Completions, of OpenAI and of everybody who says to be compatible. The end marker is a finish_reason; usage
/// that comes after it is still read, so StreamFinished waits for [DONE] or the end of the body.
class OpenAiChatReader final : public JsonFrameReader
{
public:
    explicit OpenAiChatReader(const Quirks &quirks) : m_quirks(quirks) {}

private:
    void readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out) override;
    bool readAnswer(const JsonValue &answer, StreamEvents &out) override;
    void readEnd(bool sawDone, StreamEvents &out) override;

    bool readError(const JsonValue &object, const Chunk &chunk, const Choice &choice, StreamEvents &out);
    void readOpening(const Chunk &chunk, StreamEvents &out);
    void readChoice(const Choice &choice, StreamEvents &out);
    void readDelta(const Delta &delta, StreamEvents &out);
    void readOpaque(const JsonValue &state, StreamEvents &out);
    void readContent(const JsonValue &content, StreamEvents &out);
    void readToolCalls(const Delta &delta, StreamEvents &out);
    void readUsage(const Chunk &chunk, const Choice &choice, StreamEvents &out);
    void readSources(const Chunk &chunk, StreamEvents &out);

    Quirks m_quirks;
    ToolCallTracker m_calls;
    std::optional<FinishReason> m_finish;
    std::optional<TokenUsage> m_usage;
    QStringList m_sources;
    RawJson m_opaque; ///< The latest.
    bool m_hasOpened = false;
    bool m_hasContent = false;
    bool m_wasRefused = false;
};

} // namespace triptych::openai_chat
