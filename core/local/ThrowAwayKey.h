// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"

#include <QByteArray>

namespace triptych {

/// 256 random bits in hexadecimal, for one child.
Secret newThrowAwayKey();

/// `text` with every place where `key` stands blotted out.
QByteArray withoutKey(QByteArray text, const Secret &key);

} // namespace triptych
