// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/chat/Quirk.h"
#include "core/chat/StreamEvent.h"

namespace triptych {

/// The `usage` object of OpenAI's protocols and of those that copied them, under any of its names.
TokenUsage readOpenAiUsage(const JsonValue &usage, const Quirks &quirks);

} // namespace triptych
