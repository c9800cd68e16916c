// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/anthropic/AnthropicAdapter.h"

#include "core/dialects/Failure.h"
#include "core/dialects/ModelList.h"
#include "core/dialects/anthropic/AnthropicReader.h"
#include "core/dialects/anthropic/AnthropicRequest.h"
#include "core/stream/SseFramer.h"

namespace triptych::anthropic {

Result<EncodedRequest> AnthropicAdapter::encode(const ChatRequest &request, const Endpoint &endpoint) const
{
    return encodeRequest(request, endpoint);
}

std::unique_ptr<StreamFramer> AnthropicAdapter::newFramer() const
{
    return std::make_unique<SseFramer>();
}

std::unique_ptr<FrameReader> AnthropicAdapter::newReader(const Endpoint &) const
{
    return std::make_unique<AnthropicReader>();
}

Error AnthropicAdapter::describeFailure(const HttpResponseHead &head, QByteArrayView body) const
{
    return describeHttpFailure(head, body);
}

Result<std::vector<ModelInfo>> AnthropicAdapter::readModels(QByteArrayView body) const
{
    return readModelList(body);
}

} // namespace triptych::anthropic
