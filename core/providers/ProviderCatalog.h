// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/cost/PriceBook.h"
#include "core/providers/ProviderPreset.h"

namespace triptych {

/// The names of the shipped preset files, without .json, in the order in which they are shown.
QStringList builtInPresetNames();

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

    /// A later file with the same id replaces the earlier entry whole; the prices of the earlier one hold for it only
    /// at the same origin. Faulty files are listed in problems() and skipped; those of a service that ended are listed
    /// only.
    static ProviderCatalog fromFiles(const std::vector<File> &files, const PriceBook &prices);

    const std::vector<ProviderPreset> &all() const { return m_presets; }
    const ProviderPreset *find(QStringView id) const;
    /// Entries to start a provider of one's own from; they are not among all().
    const std::vector<ProviderPreset> &templates() const { return m_templates; }
    /// What is known of a model, with its price; for an id that no list has, an entry that holds just the id.
    ModelInfo model(QStringView provider, QStringView id) const;
    const std::vector<Error> &problems() const { return m_problems; }
    /// What is wrong with the file that would describe this provider, by its id or its name; null when there is none.
    const Error *problemOf(QStringView id) const;

    /// A copy in which `provider` has these models (a fetched list, or the local library).
    ProviderCatalog withModels(const QString &provider, std::vector<ModelInfo> models) const;
    /// A copy in which the fields have these values, by "provider/field"; an empty value leaves the default.
    ProviderCatalog withFields(const QMap<QString, QString> &values) const;

private:
    void add(ProviderPreset preset);
    void applyBases();
    void applyBase(const ProviderPreset &preset, ModelInfo &model);
    void shareKeys();

    PriceBook m_prices;
    std::vector<ProviderPreset> m_presets;
    std::vector<ProviderPreset> m_templates;
    std::vector<Error> m_problems;
    QMap<QString, std::size_t> m_problemOf; ///< Id → place among the problems.
};

/// That no provider has this id, naming the faulty file that would have. InvalidInput, cause "provider.unknown".
Error unknownProvider(const ProviderCatalog &catalog, const QString &id);

/// That a person has yet to fill in a field of its base URL. InvalidInput, cause "address_incomplete".
Error incompleteAddress(const ProviderPreset &preset);

} // namespace triptych
