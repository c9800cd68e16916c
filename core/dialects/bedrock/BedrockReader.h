// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/JsonFrameReader.h"
#include "core/dialects/StreamedCall.h"

#include <QHash>

namespace triptych::bedrock {

/// Converse. Its end marker is messageStop; the counts come after it, in metadata, and nothing comes after those.
class BedrockReader final : public JsonFrameReader
{
private:
    enum class BlockKind : quint8 { Other, Text, Reasoning, ToolUse };
    struct Block
    {
        BlockKind kind = BlockKind::Other;
        StreamedCall call = {};
        QString reasoning = {};
        QString signature = {};
        QString redacted = {}; ///< Base64, in pieces.
    };

    void readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out) override;
    bool readAnswer(const JsonValue &answer, StreamEvents &out) override;
    void readEnd(bool sawDone, StreamEvents &out) override;

    void beginCall(Block &block, const JsonValue &toolUse, StreamEvents &out);
    void readBlockStart(qint64 index, const JsonValue &start, StreamEvents &out);
    void readDelta(qint64 index, const JsonValue &delta, StreamEvents &out);
    void readReasoning(Block &block, const JsonValue &content, StreamEvents &out);
    void readBlock(const JsonValue &block, StreamEvents &out);
    void endBlock(const Block &block, StreamEvents &out);
    void readStopReason(const JsonValue &reason);
    void readUsage(const JsonValue &usage, StreamEvents &out);

    QHash<qint64, Block> m_blocks;
    TokenUsage m_usage;
    std::string m_stopReason;
    int m_calls = 0;
    bool m_sawStop = false;
};

} // namespace triptych::bedrock
