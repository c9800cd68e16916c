// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/KdfCost.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr quint64 mebibyte = 1ull << 20;
constexpr quint32 mostPasses = 16;
constexpr quint64 mostMemory = 1024 * mebibyte;
constexpr quint64 mostWork = 4096 * mebibyte;
constexpr quint64 mostWorkTogether = 2 * mostWork;
constexpr quint32 leastPasses = 2;
constexpr quint64 leastMemory = 64 * mebibyte;
constexpr quint64 leastWork = 192 * mebibyte;
constexpr quint64 leastReadable = 8 * 1024; // Argon2 cannot do with less

} // namespace

bool KdfCost::isTooDear() const
{
    // Each factor is bounded before they are multiplied, so the product cannot wrap.
    return passes > mostPasses || memoryBytes > mostMemory || passes * memoryBytes > mostWork;
}

bool KdfCost::isTooDearTogether(std::span<const KdfCost> costs)
{
    quint64 work = 0;
    for (const KdfCost &cost : costs) {
        if (cost.isTooDear())
            return true;
        work += cost.passes * cost.memoryBytes;
    }
    return work > mostWorkTogether;
}

bool KdfCost::isTooCheap() const
{
    return passes < leastPasses || memoryBytes < leastMemory || (!isTooDear() && passes * memoryBytes < leastWork);
}

bool KdfCost::isReadable() const
{
    return passes >= 1 && memoryBytes >= leastReadable;
}

KdfCost costOfRewrite(const KdfCost &stored, const KdfCost &usual)
{
    KdfCost cost;
    cost.memoryBytes = std::clamp(std::max(stored.memoryBytes, usual.memoryBytes), leastMemory, mostMemory);
    cost.passes = std::clamp(std::max(stored.passes, usual.passes), leastPasses, mostPasses);
    cost.passes = std::max(cost.passes, quint32((leastWork + cost.memoryBytes - 1) / cost.memoryBytes));
    cost.passes = std::min(cost.passes, quint32(mostWork / cost.memoryBytes));
    return cost;
}

} // namespace triptych
