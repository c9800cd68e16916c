// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatAdapter.h"

#include "core/dialects/openai_chat/OpenAiChatReader.h"
#include "core/dialects/openai_chat/OpenAiChatRequest.h"

namespace triptych::openai_chat {

Result<EncodedRequest> OpenAiChatAdapter::encode(const ChatRequest &request, const Endpoint &endpoint) const
{
    return encodeRequest(request, endpoint);
}

std::unique_ptr<FrameReader> OpenAiChatAdapter::newReader(const Endpoint &endpoint) const
{
    return std::make_unique<OpenAiChatReader>(endpoint.quirks);
}

} // namespace triptych::openai_chat
