// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/anthropic/AnthropicAdapter.h"

#include "core/dialects/anthropic/AnthropicReader.h"
#include "core/dialects/anthropic/AnthropicRequest.h"

namespace triptych::anthropic {

Result<EncodedRequest> AnthropicAdapter::encode(const ChatRequest &request, const Endpoint &endpoint) const
{
    return encodeRequest(request, endpoint);
}

std::unique_ptr<FrameReader> AnthropicAdapter::newReader(const Endpoint &) const
{
    return std::make_unique<AnthropicReader>();
}

} // namespace triptych::anthropic
