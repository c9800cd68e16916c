// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderCatalog.h"
#include "core/settings/Paths.h"

#include <QDateTime>
#include <optional>

namespace triptych {

class ModelLibrary;

/// Prices as they are compiled in.
PriceBook loadPrices();

/// The shipped entries, then the person's files, then the models of the local library and the lists that were fetched
/// earlier.
ProviderCatalog loadCatalog(const Paths &paths, const PriceBook &prices, const ModelLibrary &library);

/// When the kept list of a provider was fetched; nothing where none is kept.
std::optional<QDateTime> modelListDate(const Paths &paths, const QString &provider);

/// Keeps a fetched model list for the next start. Cause "cache.write".
Result<> keepModelList(const Paths &paths, const QString &provider, const std::vector<ModelInfo> &models);

} // namespace triptych
