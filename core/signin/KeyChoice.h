// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/providers/ProviderPreset.h"
#include "core/secret/Secret.h"

#include <QStringList>

namespace triptych {

enum class KeySource : quint8 { None, Vault, Environment };

/// What may be known of the vault without opening a key.
enum class VaultSight : quint8 { Absent, Locked, HasKey, LacksKey, HasForeignKey };

/// Everything that decides where the key of one lane comes from.
struct KeySituation
{
    AuthRule auth = {};
    QString origin = {}; ///< Where the lane is sent, from originOf().
    bool isBuiltIn = false; ///< The provider's entry is shipped.
    QString keyEnv = {}; ///< The variable that the entry names.
    bool isEnvSet = false;
    QStringList allowedEnvKeys = {}; ///< "NAME ORIGIN" that a person confirmed.
    VaultSight vault = VaultSight::Absent;
    QStringList foreignOrigins = {}; ///< With HasForeignKey: where the keys that there are may go.
};

/// Whether a variable of the environment holds something that could be a key; set to nothing or to blanks it does not.
bool hasEnvironmentKey(const QString &variable);
Secret environmentKey(const QString &variable); ///< Without blanks at its ends; empty where there is none.

/// Of the variables that an entry names, the first that holds a key; the first of all where none does.
QString keyVariable(const QStringList &names);

/// How a person's consent to send a variable's key somewhere is written.
QString envPermission(const QString &variable, const QString &origin);

/// Pure. The vault's own key goes first. Errors, all Unauthorized:
/// "no_key" with the hint "add_key", or "allow_env" (message: the permission that is missing) where only consent is
/// missing; "vault_locked" with the hint "unlock"; "key.insecure" for plain http to another machine; "key_origin"
/// (message: where the keys that there are may go) where all of them are for other addresses.
Result<KeySource> chooseKeySource(const KeySituation &situation);

} // namespace triptych
