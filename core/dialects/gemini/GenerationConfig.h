// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"
#include "core/chat/ChatRequest.h"
#include "core/dialects/SettingsFilter.h"

namespace triptych::gemini {

/// What the protocol lets a person set for this model.
DialectLimits limitsOf(const QString &modelId);

/// Everything that was set, as the protocol's generationConfig; empty when nothing was. Reasoning goes out as a budget
/// or as a level, never as both, and with its summaries asked for.
RawJson generationConfig(const ChatRequest &request, SettingsFilter &filter);

} // namespace triptych::gemini
