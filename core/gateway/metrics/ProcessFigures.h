// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <optional>

namespace triptych {

/// What the kernel tells of this process; absent where it does not.
struct ProcessFigures
{
    std::optional<double> residentBytes = {};
    std::optional<double> virtualBytes = {};
    std::optional<double> cpuSeconds = {}; ///< User and system together, all threads.
    std::optional<double> startSeconds = {}; ///< Since 1970, UTC.
    std::optional<double> openDescriptors = {};
    std::optional<double> mostDescriptors = {}; ///< Absent where there is no limit.

    /// Reads small files of a mounted proc file system.
    static ProcessFigures read(const QString &proc = QStringLiteral("/proc"));
};

} // namespace triptych
