// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/anthropic/AnthropicFront.h"

#include "core/dialects/anthropic/AnthropicAnswer.h"
#include "core/dialects/anthropic/AnthropicClient.h"

namespace triptych::anthropic {

Result<ClientRequest> AnthropicFront::read(QByteArrayView body) const
{
    return ClientRequestReader().read(body);
}

std::unique_ptr<EventWriter> AnthropicFront::newWriter(const ClientRequest &request, const AnswerHead &head) const
{
    if (request.isStreamed)
        return std::make_unique<EventsWriter>(head);
    return std::make_unique<MessageAnswerWriter>(head);
}

QByteArray AnthropicFront::failure(const Error &error, int status) const
{
    return errorJson(error, status).bytes;
}

QByteArrayView AnthropicFront::contentType(bool isStreamed) const
{
    return isStreamed ? "text/event-stream" : "application/json";
}

FrontVocabulary AnthropicFront::vocabulary() const
{
    return {.hasExplanation = true};
}

} // namespace triptych::anthropic
