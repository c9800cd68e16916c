// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace triptych {

/// What a provider's description may do with a header.
enum class HeaderRule : quint8 {
    Free,
    KeyOnly, ///< It holds keys elsewhere, so its value has to lie in the vault.
    Never, ///< The transport answers for it.
};

HeaderRule headerRule(QStringView name);
bool isHeaderName(QStringView name);

/// How a secret for that header is called in a file and in the vault: "x-corp-token".
QString secretIdFor(const QString &headerName);
bool isSecretId(QStringView id);
/// Under whose name the vault keeps it; no provider's own id looks so.
QString secretOwner(const QString &provider, const QString &secretId);

} // namespace triptych
