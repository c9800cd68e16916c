// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/chat/Endpoint.h"
#include "core/stream/FrameReader.h"
#include "core/stream/StreamFramer.h"

#include <memory>

namespace triptych {

/// Translates between Triptych's model and one provider dialect: values in, values out.
/// An adapter owns no socket, clock, key or thread, so the same bytes always give the same
/// events. Keys are added afterwards by AuthScheme; bytes are moved by HttpTransport.
class Adapter
{
public:
    virtual ~Adapter() = default;

    virtual Result<EncodedRequest> encode(const ChatRequest &request, const Endpoint &endpoint) const = 0;
    virtual std::unique_ptr<StreamFramer> newFramer() const = 0;
    virtual std::unique_ptr<FrameReader> newReader(const Endpoint &endpoint) const = 0;
    /// Makes the best of a non-2xx reply; any body, even an empty or hostile one, gives an Error.
    virtual Error describeFailure(const HttpResponseHead &head, QByteArrayView body) const = 0;
    /// Reads a model list; what it does not understand is left out.
    virtual Result<std::vector<ModelInfo>> readModels(QByteArrayView body) const = 0;
};

/// The adapter of a dialect, such as "openai-chat"; null for a dialect that nobody speaks here. Adapters keep nothing
/// between calls; one instance serves every thread.
const Adapter *adapterFor(QStringView dialect);

/// The path of the model list for a dialect, such as "/models".
QString modelsPath(QStringView dialect);

} // namespace triptych
