// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace triptych {

/// Reads fontconfig's files, which Qt then finds read. They are the longest single step to the first paint, and may be
/// read on any thread while Qt waits for the display; nothing may ask for a font in the meantime, or they are read
/// twice.
void readFontConfiguration();

} // namespace triptych
