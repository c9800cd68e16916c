// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/Front.h"

namespace triptych {

/// The smallest protocol that there is: {"code", "comment"} is answered with {"response", "usage"}, and an error with
/// {"error"}. What is asked is the code, a line end and the comment, of the model "claude".
const Front &claudeProxyFront();

} // namespace triptych
