// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <span>

namespace triptych {

/// What deriving a key from a password costs. One unit of work is a pass over one byte.
struct KdfCost
{
    quint32 passes = 3;
    quint64 memoryBytes = 256ull << 20;

    bool isReadable() const; ///< Argon2 can do it at all.
    bool isTooDear() const; ///< Above what is ever read: 16 passes, 1 GiB, 4 GiB-passes.
    /// All passwords of one vault together: 8 GiB-passes. Each is tried in turn, so many dear ones would take minutes.
    static bool isTooDearTogether(std::span<const KdfCost> costs);
    bool isTooCheap() const; ///< Below what is ever written: 2 passes, 64 MiB, 192 MiB-passes.
    bool isAtLeast(const KdfCost &other) const { return passes >= other.passes && memoryBytes >= other.memoryBytes; }

    bool operator==(const KdfCost &) const = default;
};

/// What a rewrite uses: at least what the file had, at least what is usual now, never outside the limits.
KdfCost costOfRewrite(const KdfCost &stored, const KdfCost &usual);

} // namespace triptych
