// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/OpenAiClientReader.h"

namespace triptych::openai_responses {

/// Reads what a client of the Responses API asks for. Nothing is kept for it: each request brings its whole
/// conversation.
class ClientRequestReader final : private OpenAiClientReader
{
public:
    Result<ClientRequest> read(QByteArrayView body);

private:
    void readInput();
    void readItem(const JsonValue &item, const QString &path);
    void readMessage(const JsonValue &item, const QString &path);
    void readPart(const JsonValue &part, const QString &path, ChatTurn &turn);
    void readCall(const JsonValue &item, const QString &path);
    void readResult(const JsonValue &item, const QString &path);
    ChatTurn &assistantTurn(); ///< What a model said in a row is one turn.
    void readTools();
    void readSettings();
};

} // namespace triptych::openai_responses
