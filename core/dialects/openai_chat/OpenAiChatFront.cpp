// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatFront.h"

#include "core/dialects/ClientError.h"
#include "core/dialects/openai_chat/OpenAiChatAnswer.h"
#include "core/dialects/openai_chat/OpenAiChatClient.h"

namespace triptych::openai_chat {

Result<ClientRequest> OpenAiChatFront::read(QByteArrayView body) const
{
    return ClientRequestReader().read(body);
}

std::unique_ptr<EventWriter> OpenAiChatFront::newWriter(const ClientRequest &request, const AnswerHead &head) const
{
    if (request.isStreamed)
        return std::make_unique<ChunkWriter>(head, request.wantsUsage);
    return std::make_unique<CompletionWriter>(head);
}

QByteArray OpenAiChatFront::failure(const Error &error, int) const
{
    return openAiError(error).bytes;
}

QByteArrayView OpenAiChatFront::contentType(bool isStreamed) const
{
    return isStreamed ? "text/event-stream" : "application/json";
}

FrontVocabulary OpenAiChatFront::vocabulary() const
{
    return {.hasCost = true, .hasSources = true, .arguments = FrontVocabulary::Arguments::Text};
}

} // namespace triptych::openai_chat
