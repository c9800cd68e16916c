// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/Vault.h"

#include <QUrl>
#include <optional>

namespace triptych {

/// "user:password" as the vault keeps it. InvalidInput "proxy.user" for a user that is empty or holds a colon or a
/// control character, since no proxy could tell the two parts apart.
Result<Secret> proxySignIn(const QString &user, const Secret &password);

/// Who signs in at that proxy, as an unlocked vault knows it.
std::optional<KeyInfo> keptProxySignIn(const Vault &vault, const QUrl &proxy);

/// Keeps a sign-in, sealed to the proxy, and forgets an older one. The vault is unlocked.
void keepProxySignIn(Vault &vault, const QUrl &proxy, const QString &user, Secret signIn, Vault::Finished finished);

} // namespace triptych
