// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/ChatRequest.h"
#include "core/chat/Endpoint.h"

namespace triptych::openai_responses {

Result<EncodedRequest> encodeRequest(const ChatRequest &asked, const Endpoint &endpoint);

} // namespace triptych::openai_responses
