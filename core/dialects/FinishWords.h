// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/StreamEvent.h"

#include <string_view>

namespace triptych {

/// The common reason for any dialect's word; words that nobody knows are Unknown.
FinishReason finishReasonOf(std::string_view word);

/// Whether the word says that the provider failed rather than finished.
bool isFailedFinish(std::string_view word);

/// A call that was seen makes the reason ToolCall, unless the answer was cut short or blocked.
FinishReason withToolCalls(FinishReason reason, bool sawToolCall);

} // namespace triptych
