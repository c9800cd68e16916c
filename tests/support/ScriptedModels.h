// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/ScriptedServer.h"

namespace triptych {

/// A provider whose models do what they are called, for ScriptedServer::respond(): "tools" calls the tool "tide" and
/// then says what it heard, "thinks" reasons first, "waits" never comes to its end, "busy" and "fails" refuse; any
/// other says "Yes.". Speaks Anthropic's protocol where it is asked so, else OpenAI's Chat; "waits" speaks Chat only.
/// Each answer took 30 tokens in, 10 of them cached, and 9 out.
script::Steps scriptedModel(const ScriptedRequest &request);

} // namespace triptych
