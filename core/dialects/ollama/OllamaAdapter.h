// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/Adapter.h"

namespace triptych::ollama {

/// Ollama's own protocol, of a server on this machine or at ollama.com.
class OllamaAdapter final : public Adapter
{
public:
    Result<EncodedRequest> encode(const ChatRequest &request, const Endpoint &endpoint) const override;
    std::unique_ptr<StreamFramer> newFramer() const override;
    std::unique_ptr<FrameReader> newReader(const Endpoint &endpoint) const override;
    Error describeFailure(const HttpResponseHead &head, QByteArrayView body) const override;
    Result<std::vector<ModelInfo>> readModels(QByteArrayView body) const override;
};

} // namespace triptych::ollama
