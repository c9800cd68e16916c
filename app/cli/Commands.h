// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/CliCommand.h"

namespace triptych {

std::unique_ptr<CliCommand> newRunCommand();
std::unique_ptr<CliCommand> newProvidersCommand();
std::unique_ptr<CliCommand> newModelsCommand();
std::unique_ptr<CliCommand> newKeysCommand();
std::unique_ptr<CliCommand> newVaultCommand();
std::unique_ptr<CliCommand> newLocalCommand();
std::unique_ptr<CliCommand> newHistoryCommand();
std::unique_ptr<CliCommand> newProxyCommand();
std::unique_ptr<CliCommand> newGatewayCommand();

} // namespace triptych
