// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace triptych {

/// Keeps the memory of this process from core files and from other processes of the user. First thing in main().
/// False when the system refused a part of it.
bool hardenProcess();

} // namespace triptych
