// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/chat/LaneRecord.h"

namespace triptych {

/// What a lane answered, as the assistant's turn of the request that goes on from it: every part where the model put
/// it, opaque ones unchanged. What the record's order does not name follows at the end: reasoning, text, calls.
ChatTurn answerTurn(const LaneRecord &record);

} // namespace triptych
