// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/CliCommand.h"
#include "core/vault/Vault.h"

namespace triptych {

QCommandLineOption passwordFileOption();

/// The password from --password-file, else from the terminal; an error where there is neither.
Result<Secret> obtainPassword(const QCommandLineParser &words, Terminal &terminal, const QString &question);

/// Opens the vault with that password. Says what is wrong itself and gives the exit status; 0 = it is open.
void openVault(Vault &vault, const QCommandLineParser &words, Terminal &terminal, std::function<void(int)> opened);

/// Says what is wrong with a vault, naming the newest good copy of a damaged one, and gives the exit status.
int complainAboutVault(const Vault &vault, const Error &error, Terminal &terminal);

} // namespace triptych
