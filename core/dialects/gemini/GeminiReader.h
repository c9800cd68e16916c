// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/JsonFrameReader.h"

namespace triptych::gemini {

/// Streams of generateContent. The end marker is a finishReason of the first candidate, or the blockReason of a prompt
/// that was not answered; usage may come with it or after it, so StreamFinished waits for the end of the body.
///
/// A part with a thoughtSignature has to come back as it was: it is given whole, as an OpaquePart behind the event that
/// it makes. Only of words the signature goes alone, as an empty part, which is how the protocol itself sends late
/// ones: the words come back as the text they are.
class GeminiReader final : public JsonFrameReader
{
private:
    struct Chunk;
    struct Part;

    void readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out) override;
    bool readAnswer(const JsonValue &answer, StreamEvents &out) override;
    void readEnd(bool sawDone, StreamEvents &out) override;

    void readChunk(const Chunk &chunk, StreamEvents &out);
    void readOpening(const Chunk &chunk, StreamEvents &out);
    void readUsage(const JsonValue &usage, StreamEvents &out);
    void readBlock(const JsonValue &feedback);
    void readCandidate(const JsonValue &candidate, StreamEvents &out);
    void readPart(const JsonValue &part, StreamEvents &out);
    void readCall(const JsonValue &call, StreamEvents &out);
    void readFinish(const JsonValue &candidate, StreamEvents &out);

    QString m_responseId;
    std::optional<FinishReason> m_finish;
    QString m_explanation;
    TokenUsage m_usage;
    int m_calls = 0;
    bool m_hasOpened = false;
};

} // namespace triptych::gemini
