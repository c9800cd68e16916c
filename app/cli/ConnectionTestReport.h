// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/Terminal.h"
#include "core/net/ConnectionReport.h"

namespace triptych {

/// Prints where a connection test ended: a line for each step, or one JSON object.
void printConnectionReport(Terminal &terminal, const QString &provider, const ConnectionReport &report, bool asJson);

} // namespace triptych
