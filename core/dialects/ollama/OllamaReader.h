// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/JsonFrameReader.h"

#include <QSet>

namespace triptych::ollama {

/// Ollama's lines of JSON. The end marker is done:true, which also brings the counts, so nothing after it is read.
class OllamaReader final : public JsonFrameReader
{
private:
    struct Chunk
    {
        JsonValue model, message, done, doneReason, error, promptCount, answerCount;

        static Chunk of(const JsonValue &object);
        bool isAnswer() const { return message.isObject() || done.boolean().has_value(); }
    };

    void readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out) override;
    bool readAnswer(const JsonValue &answer, StreamEvents &out) override;
    void readEnd(bool sawDone, StreamEvents &out) override;

    bool readError(const JsonValue &object, const Chunk &chunk, StreamEvents &out);
    void readOpening(const JsonValue &model, StreamEvents &out);
    void readMessage(const JsonValue &message, StreamEvents &out);
    void readToolCall(const JsonValue &call, StreamEvents &out);
    void readCounts(const Chunk &chunk, StreamEvents &out);
    void readDone(const JsonValue &reason, StreamEvents &out);
    QString uniqueCallId(const QString &given);

    std::optional<FinishReason> m_finish;
    TokenUsage m_usage;
    QSet<QString> m_callIds;
    bool m_hasOpened = false;
};

} // namespace triptych::ollama
