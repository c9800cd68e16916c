// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace triptych {

/// How many of so many files and sockets this process may have open at once, once it has raised its own limit as far
/// as the system lets it.
int descriptorsFor(int wanted);

} // namespace triptych
