// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/chat/HttpMessage.h"

namespace triptych {

/// What GitHub Copilot wants to know of a request beside its body: which editor sends it, whether a person or a tool's
/// result led to it, and whether it holds images.
HttpHeaders copilotHeaders(const ChatRequest &request);

/// The name and version of this program, as Copilot's header Editor-Version has them.
QByteArray editorVersion();

} // namespace triptych
