// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/ollama/OllamaClientReader.h"

#include <utility>
#include <vector>

namespace triptych::ollama {

/// Reads what a client of /api/chat asks for.
class ClientRequestReader final : private OllamaClientReader
{
public:
    Result<ClientRequest> read(QByteArrayView body);

private:
    void readMessages();
    void readMessage(const JsonValue &message, const QString &path);
    void readCalls(const JsonValue &message, const QString &path, ChatTurn &turn);
    QString callOf(const JsonValue &result); ///< The id of the call that a result answers.
    void readTools();

    std::vector<std::pair<QString, QString>> m_open; ///< Name and id of the calls that wait for a result.
    int m_calls = 0;
};

} // namespace triptych::ollama
