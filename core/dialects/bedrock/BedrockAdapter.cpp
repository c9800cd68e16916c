// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/bedrock/BedrockAdapter.h"

#include "core/dialects/Failure.h"
#include "core/dialects/bedrock/BedrockModels.h"
#include "core/dialects/bedrock/BedrockReader.h"
#include "core/dialects/bedrock/BedrockRequest.h"
#include "core/stream/AwsEventFramer.h"

namespace triptych::bedrock {

Result<EncodedRequest> BedrockAdapter::encode(const ChatRequest &request, const Endpoint &endpoint) const
{
    return encodeRequest(request, endpoint);
}

std::unique_ptr<StreamFramer> BedrockAdapter::newFramer() const
{
    return std::make_unique<AwsEventFramer>();
}

std::unique_ptr<FrameReader> BedrockAdapter::newReader(const Endpoint &) const
{
    return std::make_unique<BedrockReader>();
}

Error BedrockAdapter::describeFailure(const HttpResponseHead &head, QByteArrayView body) const
{
    return describeHttpFailure(head, body);
}

Result<std::vector<ModelInfo>> BedrockAdapter::readModels(QByteArrayView body) const
{
    return readBedrockModels(body);
}

} // namespace triptych::bedrock
