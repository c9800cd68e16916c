// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_responses/OpenAiResponsesAdapter.h"

#include "core/dialects/openai_responses/OpenAiResponsesReader.h"
#include "core/dialects/openai_responses/OpenAiResponsesRequest.h"

namespace triptych::openai_responses {

Result<EncodedRequest> OpenAiResponsesAdapter::encode(const ChatRequest &request, const Endpoint &endpoint) const
{
    return encodeRequest(request, endpoint);
}

std::unique_ptr<FrameReader> OpenAiResponsesAdapter::newReader(const Endpoint &endpoint) const
{
    return std::make_unique<OpenAiResponsesReader>(endpoint.quirks);
}

} // namespace triptych::openai_responses
