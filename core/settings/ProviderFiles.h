// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderCatalog.h"

namespace triptych {

/// The entries that are compiled in, in the order of their names.
std::vector<ProviderCatalog::File> shippedProviderFiles();

/// The *.json files of config/providers, in the order of their names. One that cannot be read comes without content, so
/// that the catalogue lists it among its problems.
std::vector<ProviderCatalog::File> readProviderFiles(const QString &folder);

/// A service that a person describes by hand.
struct CustomProvider
{
    QString id = {}; ///< [a-z0-9][a-z0-9-]*
    QString label = {};
    QString dialect = QStringLiteral("openai-chat");
    QString baseUrl = {};
    bool needsKey = true;
};

/// An id that no entry of `taken` has, made from a label or, where that holds nothing usable, from the host.
QString customProviderId(const CustomProvider &provider, const QStringList &taken);

/// Writes FOLDER/ID.json atomically. InvalidInput, cause "preset.id", for an id that is none.
Result<> saveCustomProvider(const QString &folder, const CustomProvider &provider);
Result<> removeCustomProvider(const QString &folder, const QString &id);

} // namespace triptych
