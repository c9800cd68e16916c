// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ModelInfo.h"
#include "core/run/EndpointSource.h"

#include <memory>

namespace triptych {

/// The request for a page of a list, with copies of the secrets of `endpoint`.
TransportRequest modelsRequest(const AuthorisedEndpoint &endpoint, const QUrl &page, const Clock &clock);

/// Where `page` of the provider's entry is for an account that is served elsewhere.
QUrl pageAt(const AuthorisedEndpoint &endpoint, QUrl page);

/// Asks a provider for its model list. Lives on the I/O thread.
class ModelLister
{
public:
    using Answer = std::function<void(Result<std::vector<ModelInfo>>)>;

    /// `url` is that of the list (ProviderPreset::modelsUrl); it is read as far as ModelPages goes, and one page that
    /// fails fails it. A server that tells a model's limits apart is asked for each as far as time allows. `answer`
    /// comes once, on the I/O thread. The job keeps itself alive until then.
    static void fetch(HttpTransport &transport, EndpointSource &endpoints, Clock &clock, const QString &provider,
                      const QUrl &url, Answer answer);
};

} // namespace triptych
