// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/OpenAiResponsesFront.h"

#include "core/dialects/ClientError.h"
#include "core/dialects/openai_responses/OpenAiResponsesAnswer.h"
#include "core/dialects/openai_responses/OpenAiResponsesClient.h"

namespace triptych::openai_responses {

Result<ClientRequest> OpenAiResponsesFront::read(QByteArrayView body) const
{
    return ClientRequestReader().read(body);
}

std::unique_ptr<EventWriter> OpenAiResponsesFront::newWriter(const ClientRequest &request, const AnswerHead &head) const
{
    if (request.isStreamed)
        return std::make_unique<EventsWriter>(head);
    return std::make_unique<ResponseWriter>(head);
}

QByteArray OpenAiResponsesFront::failure(const Error &error, int) const
{
    return openAiError(error).bytes;
}

QByteArrayView OpenAiResponsesFront::contentType(bool isStreamed) const
{
    return isStreamed ? "text/event-stream" : "application/json";
}

FrontVocabulary OpenAiResponsesFront::vocabulary() const
{
    return {.hasCost = true, .setsPartsApart = true, .hasLateModel = true};
}

} // namespace triptych::openai_responses
