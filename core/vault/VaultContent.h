// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/vault/KeyInfo.h"

#include <QByteArray>
#include <vector>

namespace triptych {

/// One key as the body holds it: what may be seen, and the key itself, sealed a second time.
struct VaultEntry
{
    KeyInfo info = {};
    quint64 index = 0; ///< Which subkey seals it; never given out twice.
    quint64 version = 1;
    QByteArray sealed = {};
};

struct VaultContent
{
    quint64 nextIndex = 1;
    std::vector<VaultEntry> entries = {};
};

/// Canonical JSON: one content has one form, and only that form is read (a newer minor version may have more members).
QByteArray writeVaultContent(const VaultContent &content);
Result<VaultContent> readVaultContent(const QByteArray &bytes, bool isNewer);

} // namespace triptych
