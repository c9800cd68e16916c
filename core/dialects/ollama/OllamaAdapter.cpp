// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaAdapter.h"

#include "core/dialects/Failure.h"
#include "core/dialects/ollama/OllamaModels.h"
#include "core/dialects/ollama/OllamaReader.h"
#include "core/dialects/ollama/OllamaRequest.h"
#include "core/stream/NdjsonFramer.h"

namespace triptych::ollama {

Result<EncodedRequest> OllamaAdapter::encode(const ChatRequest &request, const Endpoint &endpoint) const
{
    return encodeRequest(request, endpoint);
}

std::unique_ptr<StreamFramer> OllamaAdapter::newFramer() const
{
    return std::make_unique<NdjsonFramer>();
}

std::unique_ptr<FrameReader> OllamaAdapter::newReader(const Endpoint &) const
{
    return std::make_unique<OllamaReader>();
}

Error OllamaAdapter::describeFailure(const HttpResponseHead &head, QByteArrayView body) const
{
    return describeHttpFailure(head, body);
}

Result<std::vector<ModelInfo>> OllamaAdapter::readModels(QByteArrayView body) const
{
    return readOllamaModels(body);
}

} // namespace triptych::ollama
