// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"

#include "core/dialects/anthropic/AnthropicAdapter.h"
#include "core/dialects/bedrock/BedrockAdapter.h"
#include "core/dialects/gemini/GeminiAdapter.h"
#include "core/dialects/ollama/OllamaAdapter.h"
#include "core/dialects/openai_chat/OpenAiChatAdapter.h"
#include "core/dialects/openai_responses/OpenAiResponsesAdapter.h"

namespace triptych {

const Adapter *adapterFor(QStringView dialect)
{
    static const openai_chat::OpenAiChatAdapter openAiChat;
    static const openai_responses::OpenAiResponsesAdapter openAiResponses;
    static const anthropic::AnthropicAdapter messages;
    static const bedrock::BedrockAdapter converse;
    static const gemini::GeminiAdapter generateContent;
    static const ollama::OllamaAdapter ollama;
    if (dialect == QLatin1String("openai-chat"))
        return &openAiChat;
    if (dialect == QLatin1String("openai-responses"))
        return &openAiResponses;
    if (dialect == QLatin1String("bedrock"))
        return &converse;
    if (dialect == QLatin1String("gemini"))
        return &generateContent;
    if (dialect == QLatin1String("ollama"))
        return &ollama;
    return dialect == QLatin1String("anthropic") ? &messages : nullptr;
}

QString modelsPath(QStringView dialect)
{
    if (dialect == QLatin1String("bedrock"))
        return QStringLiteral("/foundation-models?byOutputModality=TEXT");
    if (dialect == QLatin1String("gemini"))
        return QStringLiteral("/v1beta/models");
    if (dialect == QLatin1String("ollama"))
        return QStringLiteral("/api/tags");
    return dialect == QLatin1String("anthropic") ? QStringLiteral("/v1/models") : QStringLiteral("/models");
}

} // namespace triptych
