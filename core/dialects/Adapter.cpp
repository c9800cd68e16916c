// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"

#include "core/dialects/anthropic/AnthropicAdapter.h"
#include "core/dialects/bedrock/BedrockAdapter.h"
#include "core/dialects/openai_chat/OpenAiChatAdapter.h"

namespace triptych {

const Adapter *adapterFor(QStringView dialect)
{
    static const openai_chat::OpenAiChatAdapter openAiChat;
    static const anthropic::AnthropicAdapter messages;
    static const bedrock::BedrockAdapter converse;
    if (dialect == QLatin1String("openai-chat"))
        return &openAiChat;
    if (dialect == QLatin1String("anthropic"))
        return &messages;
    return dialect == QLatin1String("bedrock") ? &converse : nullptr;
}

QString modelsPath(QStringView dialect)
{
    if (dialect == QLatin1String("anthropic"))
        return QStringLiteral("/v1/models");
    return dialect == QLatin1String("bedrock") ? QStringLiteral("/foundation-models") : QStringLiteral("/models");
}

} // namespace triptych
