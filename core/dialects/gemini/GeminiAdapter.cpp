// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/gemini/GeminiAdapter.h"

#include "core/dialects/Failure.h"
#include "core/dialects/ModelList.h"
#include "core/dialects/gemini/GeminiNames.h"
#include "core/dialects/gemini/GeminiReader.h"
#include "core/dialects/gemini/GeminiRequest.h"
#include "core/stream/SseFramer.h"

namespace triptych::gemini {

Result<EncodedRequest> GeminiAdapter::encode(const ChatRequest &request, const Endpoint &endpoint) const
{
    return encodeRequest(request, endpoint);
}

std::unique_ptr<StreamFramer> GeminiAdapter::newFramer() const
{
    return std::make_unique<SseFramer>(SseFramer::BareJson::Framed);
}

std::unique_ptr<FrameReader> GeminiAdapter::newReader(const Endpoint &) const
{
    return std::make_unique<GeminiReader>();
}

Error GeminiAdapter::describeFailure(const HttpResponseHead &head, QByteArrayView body) const
{
    return describeHttpFailure(head, body);
}

Result<std::vector<ModelInfo>> GeminiAdapter::readModels(QByteArrayView body) const
{
    auto models = readModelList(body);
    if (models)
        for (ModelInfo &model : models.value())
            model.id = bareModelId(model.id);
    return models;
}

} // namespace triptych::gemini
