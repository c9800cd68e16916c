// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/JsonFrameReader.h"
#include "core/dialects/StreamedCall.h"

#include <QHash>

namespace triptych::anthropic {

/// The Messages protocol. Its end marker is message_stop.
class AnthropicReader final : public JsonFrameReader
{
private:
    enum class BlockKind : quint8 { Other, Text, Thinking, ToolUse };
    struct Block
    {
        BlockKind kind = BlockKind::Other;
        StreamedCall call = {};
        QString thinking = {};
        QString signature = {};
    };

    void readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out) override;
    bool readAnswer(const JsonValue &answer, StreamEvents &out) override;
    void readEnd(bool sawDone, StreamEvents &out) override;

    void readOpening(const JsonValue &message, StreamEvents &out);
    void readBlockStart(qint64 index, const JsonValue &start, StreamEvents &out);
    void readDelta(qint64 index, const JsonValue &delta, StreamEvents &out);
    void readBlockStop(qint64 index, StreamEvents &out);
    void readStopReason(const JsonValue &message);
    void readInputCounts(const JsonValue &usage);
    void readOutputCounts(const JsonValue &usage);
    void reportUsage(StreamEvents &out);
    void beginCall(Block &block, const JsonValue &start, StreamEvents &out);

    QHash<qint64, Block> m_blocks;
    TokenUsage m_usage;
    TokenUsage m_reportedUsage;
    FinishReason m_finish = FinishReason::Unknown;
    QString m_explanation;
    int m_calls = 0;
    bool m_sawStop = false;
};

} // namespace triptych::anthropic
