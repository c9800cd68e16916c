// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatAdapter.h"

#include "core/dialects/Failure.h"
#include "core/dialects/ModelList.h"
#include "core/dialects/openai_chat/OpenAiChatReader.h"
#include "core/dialects/openai_chat/OpenAiChatRequest.h"
#include "core/stream/SseFramer.h"

namespace triptych::openai_chat {

Result<EncodedRequest> OpenAiChatAdapter::encode(const ChatRequest &request, const Endpoint &endpoint) const
{
    return encodeRequest(request, endpoint);
}

std::unique_ptr<StreamFramer> OpenAiChatAdapter::newFramer() const
{
    return std::make_unique<SseFramer>();
}

std::unique_ptr<FrameReader> OpenAiChatAdapter::newReader(const Endpoint &endpoint) const
{
    return std::make_unique<OpenAiChatReader>(endpoint.quirks);
}

Error OpenAiChatAdapter::describeFailure(const HttpResponseHead &head, QByteArrayView body) const
{
    return describeHttpFailure(head, body);
}

Result<std::vector<ModelInfo>> OpenAiChatAdapter::readModels(QByteArrayView body) const
{
    return readModelList(body);
}

} // namespace triptych::openai_chat
