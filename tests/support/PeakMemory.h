// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace triptych {

bool forgetPeakMemory(); ///< False where the system does not do that.
/// The most that this process had in memory since forgetPeakMemory(), in bytes; 0 where the system does not say.
qint64 peakMemory();

} // namespace triptych
