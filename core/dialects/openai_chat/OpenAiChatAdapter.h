// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/SseAdapter.h"

namespace triptych::openai_chat {

/// OpenAI Chat Completions and the many services that are compatible with it.
class OpenAiChatAdapter final : public SseAdapter
{
public:
    Result<EncodedRequest> encode(const ChatRequest &request, const Endpoint &endpoint) const override;
    std::unique_ptr<FrameReader> newReader(const Endpoint &endpoint) const override;
};

} // namespace triptych::openai_chat
