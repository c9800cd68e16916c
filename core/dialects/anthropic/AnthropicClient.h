// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/ClientReader.h"

namespace triptych::anthropic {

/// Reads what a client of the Messages API asks for.
class ClientRequestReader final : private ClientReader
{
public:
    enum class Limit : quint8 { Wanted, Optional }; ///< Of the answer's tokens: a count of the input needs none.

    explicit ClientRequestReader(Limit limit = Limit::Wanted) : m_limit(limit) {}
    Result<ClientRequest> read(QByteArrayView body);

private:
    void readSystem();
    void readMessages();
    void readContent(const JsonValue &content, const QString &path, ChatTurn &turn);
    void readBlock(const JsonValue &block, const QString &path, ChatTurn &turn);
    void readSource(const JsonValue &block, const QString &path, ChatTurn &turn);
    void readResult(const JsonValue &block, const QString &path, ChatTurn &turn);
    void readTools();
    void readToolChoice();
    void readThinking();
    void readOutputConfig();
    void readSettings();

    Limit m_limit;
};

/// Reads whose tokens a client wants to know.
struct CountRequestReader
{
    static Result<ClientRequest> read(QByteArrayView body)
    {
        return ClientRequestReader(ClientRequestReader::Limit::Optional).read(body);
    }
};

} // namespace triptych::anthropic
