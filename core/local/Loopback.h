// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace triptych {

/// Brings up the loopback interface, which is down in a network namespace that is new, such as that of `unshare -n`;
/// without it no program there reaches another. True when it was down and is up now; false where it was not down, or
/// where this process may not.
bool raiseLoopback();

} // namespace triptych
