// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/ChatRequest.h"
#include "core/chat/Endpoint.h"

namespace triptych::bedrock {

Result<EncodedRequest> encodeRequest(const ChatRequest &request, const Endpoint &endpoint);

} // namespace triptych::bedrock
