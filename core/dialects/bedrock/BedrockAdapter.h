// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/Adapter.h"

namespace triptych::bedrock {

/// Converse and ConverseStream of Amazon Bedrock. The stream is binary; the model stands in the path.
class BedrockAdapter final : public Adapter
{
public:
    Result<EncodedRequest> encode(const ChatRequest &request, const Endpoint &endpoint) const override;
    std::unique_ptr<StreamFramer> newFramer() const override;
    std::unique_ptr<FrameReader> newReader(const Endpoint &endpoint) const override;
    Error describeFailure(const HttpResponseHead &head, QByteArrayView body) const override;
    /// Of foundation models as of inference profiles, which Amazon lists apart.
    Result<std::vector<ModelInfo>> readModels(QByteArrayView body) const override;
};

} // namespace triptych::bedrock
