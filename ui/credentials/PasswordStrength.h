// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"

namespace triptych {

enum class PasswordStrength : quint8 { Empty, Weak, Fair, Good, Strong };

/// How long guessing would take somebody who has the file, by zxcvbn; knows words, dates, keyboard rows and their
/// tricks.
PasswordStrength strengthOf(const Secret &password);

} // namespace triptych
