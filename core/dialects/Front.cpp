// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/DialectFront.h"
#include "core/dialects/anthropic/AnthropicAnswer.h"
#include "core/dialects/anthropic/AnthropicClient.h"
#include "core/dialects/ollama/OllamaAnswer.h"
#include "core/dialects/ollama/OllamaClient.h"
#include "core/dialects/openai_chat/OpenAiChatAnswer.h"
#include "core/dialects/openai_chat/OpenAiChatClient.h"
#include "core/dialects/openai_responses/OpenAiResponsesAnswer.h"
#include "core/dialects/openai_responses/OpenAiResponsesClient.h"

namespace triptych {

namespace {

using Arguments = FrontVocabulary::Arguments;

const Front &openAiChat()
{
    using namespace openai_chat;
    static const DialectFront<ClientRequestReader, ChunkWriter, CompletionWriter> front(
        openAiError, "text/event-stream", {.hasCost = true, .hasSources = true, .arguments = Arguments::Text});
    return front;
}

const Front &openAiResponses()
{
    using namespace openai_responses;
    static const DialectFront<ClientRequestReader, EventsWriter, ResponseWriter> front(
        openAiError, "text/event-stream", {.hasCost = true, .setsPartsApart = true, .hasLateModel = true});
    return front;
}

const Front &messages()
{
    using namespace anthropic;
    static const DialectFront<ClientRequestReader, EventsWriter, MessageAnswerWriter> front(
        errorJson, "text/event-stream", {.hasExplanation = true});
    return front;
}

const Front &ollamaChat()
{
    using namespace ollama;
    static const DialectFront<ClientRequestReader, LinesWriter, AnswerWriter> front(errorJson, "application/x-ndjson",
                                                                                    {.hasMessageId = false,
                                                                                     .hasCachedInput = false,
                                                                                     .hasReasoningTokens = false,
                                                                                     .hasLateModel = true,
                                                                                     .arguments = Arguments::Object});
    return front;
}

} // namespace

const Front *frontFor(QStringView dialect)
{
    if (dialect == QLatin1String("openai-chat"))
        return &openAiChat();
    if (dialect == QLatin1String("openai-responses"))
        return &openAiResponses();
    if (dialect == QLatin1String("ollama"))
        return &ollamaChat();
    return dialect == QLatin1String("anthropic") ? &messages() : nullptr;
}

} // namespace triptych
