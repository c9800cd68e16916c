// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/Terminal.h"
#include "core/providers/ProviderCatalog.h"

namespace triptych {

/// What to say of an id that no provider has, naming the faulty file that was to describe it.
QString noSuchProvider(const ProviderCatalog &catalog, const QString &id);

/// One line for each file that describes no provider as it stands.
void complainAboutFiles(const ProviderCatalog &catalog, Terminal &terminal);

} // namespace triptych
