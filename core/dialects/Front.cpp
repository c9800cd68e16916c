// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Front.h"

#include "core/dialects/anthropic/AnthropicFront.h"
#include "core/dialects/ollama/OllamaFront.h"
#include "core/dialects/openai_chat/OpenAiChatFront.h"
#include "core/dialects/openai_responses/OpenAiResponsesFront.h"

namespace triptych {

const Front *frontFor(QStringView dialect)
{
    static const openai_chat::OpenAiChatFront openAiChat;
    static const openai_responses::OpenAiResponsesFront openAiResponses;
    static const anthropic::AnthropicFront messages;
    static const ollama::OllamaFront ollama;
    if (dialect == QLatin1String("openai-chat"))
        return &openAiChat;
    if (dialect == QLatin1String("openai-responses"))
        return &openAiResponses;
    if (dialect == QLatin1String("ollama"))
        return &ollama;
    return dialect == QLatin1String("anthropic") ? &messages : nullptr;
}

} // namespace triptych
