// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/cost/PriceBook.h"
#include "core/providers/ProviderPreset.h"

namespace triptych {

/// All providers that this start knows, built-in ones first. A value: copies share, so any thread may keep one.
class ProviderCatalog
{
public:
    struct File
    {
        QString name = {};
        QByteArray json = {};
        bool isBuiltIn = false;
    };

    /// A later file with the same id replaces the earlier entry whole. Faulty files are listed in problems() and skipped.
    static ProviderCatalog fromFiles(const std::vector<File> &files, const PriceBook &prices);

    const std::vector<ProviderPreset> &all() const { return m_presets; }
    const ProviderPreset *find(QStringView id) const;
    /// What is known of a model; for an id that no list has, an entry that holds just the id.
    ModelInfo model(QStringView provider, QStringView id) const;
    const std::vector<Error> &problems() const { return m_problems; }

    /// A copy in which `provider` has these models (a fetched list, or the local library).
    ProviderCatalog withModels(const QString &provider, std::vector<ModelInfo> models) const;

private:
    std::vector<ProviderPreset> m_presets;
    std::vector<Error> m_problems;
};

} // namespace triptych
