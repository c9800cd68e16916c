// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/PromptDocument.h"

namespace triptych {

/// The parameters of a document as lane settings: the defaults of all its lanes. An unknown key or a value out of range
/// is an error.
Result<LaneSettings> promptSettings(const PromptDocument &document);

} // namespace triptych
