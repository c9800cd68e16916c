// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/OpenAiClientReader.h"

namespace triptych::openai_chat {

/// Reads what a client of Chat Completions asks for.
class ClientRequestReader final : private OpenAiClientReader
{
public:
    Result<ClientRequest> read(QByteArrayView body);

private:
    void readMessages();
    void readMessage(const JsonValue &message, const QString &path);
    void readUser(const JsonValue &content, const QString &path, ChatTurn &turn);
    void readPart(const JsonValue &part, const QString &path, ChatTurn &turn);
    void readAssistant(const JsonValue &message, const QString &path, ChatTurn &turn);
    void readResult(const JsonValue &message, const QString &path, ChatTurn &turn);
    QString readWords(const JsonValue &content, const QString &path); ///< A text, or parts of which each is text.
    void readTools();
    void readSettings();
};

} // namespace triptych::openai_chat
