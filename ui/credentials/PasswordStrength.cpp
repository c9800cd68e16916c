// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/PasswordStrength.h"

#include "core/secret/Sodium.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <zxcvbn.h>

namespace triptych {

namespace {

constexpr std::size_t mostBytes = 100; // beyond it nothing gets stronger, only slower
constexpr double fairBits = 30;
constexpr double goodBits = 42;
constexpr double strongBits = 56;

/// zxcvbn frees its own reversed copy of the password without wiping it. The allocator hands out what was freed last,
/// so a few blocks of the same size reach it.
void wipeFreedBlocks(std::size_t size)
{
    std::array<void *, 8> blocks = {};
    for (void *&block : blocks) {
        block = std::malloc(size);
        if (block)
            sodium::zero(block, size);
    }
    for (void *block : blocks)
        std::free(block);
}

} // namespace

PasswordStrength strengthOf(const Secret &password)
{
    if (password.isEmpty())
        return PasswordStrength::Empty;
    const std::size_t size = std::min(password.size(), mostBytes);
    Secret text(size + 1); // with the zero that C wants
    std::copy_n(password.data(), size, text.data());
    const double bits = ZxcvbnMatch(text.data(), nullptr, nullptr);
    wipeFreedBlocks(size + 1);
    return bits < fairBits  ? PasswordStrength::Weak
        : bits < goodBits   ? PasswordStrength::Fair
        : bits < strongBits ? PasswordStrength::Good
                            : PasswordStrength::Strong;
}

} // namespace triptych
