// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaFront.h"

#include "core/dialects/ollama/OllamaAnswer.h"
#include "core/dialects/ollama/OllamaClient.h"

namespace triptych::ollama {

Result<ClientRequest> OllamaFront::read(QByteArrayView body) const
{
    return ClientRequestReader().read(body);
}

std::unique_ptr<EventWriter> OllamaFront::newWriter(const ClientRequest &request, const AnswerHead &head) const
{
    if (request.isStreamed)
        return std::make_unique<LinesWriter>(head);
    return std::make_unique<AnswerWriter>(head);
}

QByteArray OllamaFront::failure(const Error &error, int) const
{
    return errorJson(error).bytes;
}

QByteArrayView OllamaFront::contentType(bool isStreamed) const
{
    return isStreamed ? "application/x-ndjson" : "application/json";
}

FrontVocabulary OllamaFront::vocabulary() const
{
    return {.hasMessageId = false,
            .hasCachedInput = false,
            .hasReasoningTokens = false,
            .hasLateModel = true,
            .arguments = FrontVocabulary::Arguments::Object};
}

} // namespace triptych::ollama
