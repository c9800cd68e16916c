// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/PromptDocument.h"

namespace triptych {

/// A conversation as a prompt that sends the same texts again.
struct Conversation
{
    Result<PromptDocument> document = PromptDocument();
    int leftOut = 0; ///< Parts that are no text.
};

/// What would be read as a header, a mark or a variable is written so that it stays text.
Conversation conversationOf(const std::vector<ChatTurn> &turns);

} // namespace triptych
