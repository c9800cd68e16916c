// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/dialects/SettingsFilter.h"

namespace triptych {

/// What Claude's reasoning demands of a request, on whichever protocol it is reached.

/// What an effort may be, and "none", which is said by thinking{type}.
QStringList claudeEfforts();

/// No budget lies below a maximum that is as small as the smallest one; such a lane does not think.
void dropBudgetWithoutRoom(SettingsFilter &filter, const ModelInfo &model);

/// Thinking fixes the sampling; what was asked beside it could only be answered with an error.
void dropSamplingWhileReasoning(SettingsFilter &filter);

/// Writes the member "thinking", where effort or budget ask for it. A budget lies below `maximum`, the most tokens of
/// the answer, where there is one; dropBudgetWithoutRoom comes first.
void writeThinking(JsonWriter &json, SettingsFilter &filter, std::optional<qint64> maximum);

} // namespace triptych
