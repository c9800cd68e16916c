// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/DialectFront.h"
#include "core/dialects/anthropic/AnthropicAnswer.h"
#include "core/dialects/anthropic/AnthropicClient.h"
#include "core/dialects/ollama/OllamaAnswer.h"
#include "core/dialects/ollama/OllamaClient.h"
#include "core/dialects/ollama/OllamaPrompt.h"
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

const Front &messagesCount()
{
    using namespace anthropic;
    static const DialectFront<CountRequestReader, EventsWriter, MessageAnswerWriter> front(
        errorJson, "text/event-stream", {.hasExplanation = true});
    return front;
}

constexpr FrontVocabulary ollamaWords {.hasMessageId = false,
                                       .hasCachedInput = false,
                                       .hasReasoningTokens = false,
                                       .hasLateModel = true,
                                       .arguments = Arguments::Object};

const Front &ollamaChat()
{
    using namespace ollama;
    static const DialectFront<ClientRequestReader, LinesWriter<ChatShape>, AnswerWriter<ChatShape>> front(
        errorJson, "application/x-ndjson", ollamaWords);
    return front;
}

const Front &ollamaGenerate()
{
    using namespace ollama;
    FrontVocabulary words = ollamaWords;
    words.hasCalls = false;
    static const DialectFront<PromptReader, LinesWriter<PromptShape>, AnswerWriter<PromptShape>> front(
        errorJson, "application/x-ndjson", words);
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
    if (dialect == QLatin1String("anthropic-count"))
        return &messagesCount();
    if (dialect == QLatin1String("ollama-generate"))
        return &ollamaGenerate();
    return dialect == QLatin1String("anthropic") ? &messages() : nullptr;
}

} // namespace triptych
