// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/selector/FuzzyMatch.h"
#include "ui/selector/ModelEnding.h"
#include "ui/selector/SelectorContent.h"

namespace triptych {

/// The content made ready for searching and painting: every text that a row needs is formatted once.
class SelectorIndex
{
public:
    struct Model
    {
        QString provider = {};
        QString id = {};
        QString name = {}; ///< provider/id
        QString shown = {};
        QString context = {};
        QString price = {};
        ModelEnding ending = {};
        FuzzyText haystack = {};
        ModelInfo info = {};
        bool isUsable = true; ///< Its provider has a key or needs none.
    };
    struct Range
    {
        int first = 0;
        int count = 0;
    };

    SelectorIndex() = default;
    explicit SelectorIndex(SelectorContent content);

    const SelectorContent &content() const { return m_content; }
    const Model &model(int place) const { return m_models[std::size_t(place)]; }
    Range modelsOf(std::size_t provider) const { return m_ranges[provider]; }
    bool isListed(const QString &name) const; ///< By its provider, not only by what was used or starred.
    int modelCount() const { return m_listed; }
    std::optional<int> find(const QString &name) const;
    const SelectorProvider *provider(const QString &id) const;

    void setFavourites(const QStringList &favourites);
    void setLastUsed(const QStringList &lastUsed);
    QString setLocalStatus(const QString &status); ///< Gives the id of the local runner.
    void setLaneCounts(const QHash<QString, int> &counts) { m_content.laneCounts = counts; }
    int laneCount(const QString &name) const { return m_content.laneCounts.value(name); }
    bool isFavourite(const QString &name) const { return m_content.favourites.contains(name); }

private:
    void add(const SelectorProvider &provider, const SelectorEntry &entry);
    void addUnlisted(const QStringList &names);

    SelectorContent m_content;
    std::vector<Model> m_models; ///< Of the providers in a row, then those that only a favourite or the last use names.
    std::vector<Range> m_ranges;
    QHash<QString, int> m_places;
    int m_listed = 0;
};

} // namespace triptych
