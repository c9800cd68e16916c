// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/chat/LaneRecord.h"
#include "core/chat/ModelInfo.h"

namespace triptych {

/// About how many tokens a request's texts have.
qint64 estimatedTokens(const ChatRequest &chat);

/// What a call will hardly cost more than, in USD; nothing where the model's price is not known.
std::optional<double> mostlyCosts(const ChatRequest &chat, const ModelInfo &model);

/// What a lane cost, in USD: as its provider counts it, else as its price and its texts say. 0 for one that nothing is
/// known of.
double spentOn(const LaneRecord &record, const ChatRequest &chat, const ModelInfo &model);

} // namespace triptych
