// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/SelectorRows.h"

#include "ui/shell/Figures.h"

#include <QCoreApplication>
#include <algorithm>

namespace triptych {

namespace {

using Row = SelectorRow;

constexpr qsizetype lastUsedShown = 12;
constexpr int favouriteBonus = 24;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(triptych::SelectorRows)
};

struct Hit
{
    int place = 0;
    int score = 0;
};

Row modelRow(const SelectorIndex::Model &model, int place, const QString &group)
{
    return {.kind = Row::Kind::Model,
            .action = Row::Action::AddLane,
            .group = group,
            .text = model.shown,
            .place = place,
            .name = model.name};
}

Row linkRow(const QString &group, Row::Action action, const QString &text)
{
    return {.kind = Row::Kind::Link, .action = action, .group = group, .text = text};
}

Row groupRow(const QString &id, const QString &text, bool isExpanded)
{
    return {
        .kind = Row::Kind::Group, .action = Row::Action::Toggle, .group = id, .text = text, .isExpanded = isExpanded};
}

Row providerRow(const SelectorProvider &provider, bool isExpanded, int shown)
{
    Row row = groupRow(provider.id, provider.label, isExpanded);
    row.count = provider.models.empty() ? unknownFigure() : formatCount(shown);
    row.hasKey = provider.hasKey;
    if (provider.isLocal) {
        row.note = provider.statusText;
    } else if (provider.needsKey && !provider.hasKey) {
        row.note = provider.signsIn ? Words::tr("Sign in") : Words::tr("Add key");
        row.noteAction = Row::Action::AddKey;
    }
    return row;
}

/// Builds the rows of one state of the list.
class Builder
{
public:
    Builder(const SelectorIndex &index, const SelectorFilter &filter, const QSet<QString> &expanded)
        : m_index(index),
          m_filter(filter),
          m_expanded(expanded),
          m_query(filter.text)
    {}

    SelectorRows browse()
    {
        addNames(selectorGroup::favourites, Words::tr("Favourites"), m_index.content().favourites);
        addNames(selectorGroup::lastUsed, Words::tr("Last used"), m_index.content().lastUsed.mid(0, lastUsedShown));
        for (std::size_t i = 0; i < m_index.content().providers.size(); ++i)
            addProvider(i);
        if (m_result.hits == 0 && m_filter.isNarrow())
            addNothingPasses();
        if (m_filter.provider.isEmpty())
            addOtherServer();
        return std::move(m_result);
    }

    SelectorRows search()
    {
        struct Group
        {
            std::size_t provider = 0;
            std::vector<Hit> hits = {};
        };
        std::vector<Group> groups;
        for (std::size_t i = 0; i < m_index.content().providers.size(); ++i) {
            if (std::vector<Hit> hits = hitsOf(i); !hits.empty())
                groups.push_back({i, std::move(hits)});
        }
        std::stable_sort(groups.begin(), groups.end(),
                         [](const Group &a, const Group &b) { return a.hits.front().score > b.hits.front().score; });
        for (const Group &group : groups)
            addHits(m_index.content().providers[group.provider], group.hits);
        addTyped();
        if (m_result.rows.empty())
            addNothingFound();
        return std::move(m_result);
    }

private:
    bool passes(const SelectorIndex::Model &model) const
    {
        return (m_filter.provider.isEmpty() || m_filter.provider == model.provider)
            && (!m_filter.hasKey || model.isUsable) && (!m_filter.images || model.info.images.value_or(false))
            && (!m_filter.tools || model.info.tools.value_or(false))
            && (!m_filter.reasoning || model.info.reasoning.value_or(false));
    }
    bool filtersModels() const { return m_filter.images || m_filter.tools || m_filter.reasoning; }

    std::vector<Hit> hitsOf(std::size_t provider) const
    {
        std::vector<Hit> hits;
        const SelectorIndex::Range range = m_index.modelsOf(provider);
        for (int place = range.first; place < range.first + range.count; ++place) {
            const SelectorIndex::Model &model = m_index.model(place);
            if (!passes(model))
                continue;
            if (const std::optional<int> score = m_query.score(model.haystack))
                hits.push_back(
                    {place, m_query.isEmpty() ? 0 : *score + (m_index.isFavourite(model.name) ? favouriteBonus : 0)});
        }
        std::stable_sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) { return a.score > b.score; });
        return hits;
    }

    void addHits(const SelectorProvider &provider, const std::vector<Hit> &hits)
    {
        Row head = providerRow(provider, true, int(hits.size()));
        head.action = Row::Action::None;
        m_result.rows.push_back(head);
        for (const Hit &hit : hits)
            m_result.rows.push_back(modelRow(m_index.model(hit.place), hit.place, provider.id));
        m_result.hits += int(hits.size());
    }

    /// What was typed as a name of its own, when a provider is clear and no list has it.
    void addTyped()
    {
        const QString typed = m_filter.text.trimmed();
        const qsizetype slash = typed.indexOf(QLatin1Char('/'));
        QString provider = typed.left(qMax<qsizetype>(0, slash)).toLower();
        QString model = typed.mid(slash + 1);
        if (!m_filter.provider.isEmpty() && provider != m_filter.provider) {
            provider = m_filter.provider;
            model = typed;
        }
        const QString name = provider + QLatin1Char('/') + model;
        if (model.isEmpty() || model.contains(QLatin1Char(' ')) || !m_index.provider(provider)
            || m_index.isListed(name))
            return;
        m_result.rows.push_back({.kind = Row::Kind::Model,
                                 .action = Row::Action::AddLane,
                                 .group = provider,
                                 .text = Words::tr("Use %1").arg(name),
                                 .name = name});
    }

    void addNothingFound()
    {
        m_result.rows.push_back({.text = Words::tr("No list has such a model")});
        m_result.rows.push_back({.text = Words::tr("Any id works as provider/model")});
        if (m_filter.isNarrow())
            m_result.rows.push_back(linkRow({}, Row::Action::ClearFilters, Words::tr("Search all models")));
    }

    void addNothingPasses()
    {
        m_result.rows.push_back({.text = Words::tr("No model passes the filters")});
        m_result.rows.push_back(linkRow({}, Row::Action::ClearFilters, Words::tr("Show all models")));
    }

    void addNames(const QString &group, const QString &title, const QStringList &names)
    {
        const bool isFavourites = group == selectorGroup::favourites;
        if (names.isEmpty() && !isFavourites)
            return;
        const bool isLeftOut = std::none_of(names.begin(), names.end(), [this](const QString &name) {
            const std::optional<int> place = m_index.find(name);
            return place && passes(m_index.model(*place));
        });
        if (isLeftOut && m_filter.isNarrow())
            return;
        const bool isExpanded = m_expanded.contains(group);
        m_result.rows.push_back(groupRow(group, title, isExpanded));
        if (!isExpanded)
            return;
        for (const QString &name : names) {
            const std::optional<int> place = m_index.find(name);
            if (place && passes(m_index.model(*place)))
                m_result.rows.push_back(modelRow(m_index.model(*place), *place, group));
        }
        if (names.isEmpty())
            m_result.rows.push_back({.group = group, .text = Words::tr("A star on a model keeps it here")});
    }

    void addProvider(std::size_t i)
    {
        const SelectorProvider &provider = m_index.content().providers[i];
        if ((!m_filter.provider.isEmpty() && m_filter.provider != provider.id)
            || (m_filter.hasKey && !provider.isUsable()))
            return;
        const std::vector<Hit> hits = hitsOf(i);
        m_result.hits += int(hits.size());
        if (hits.empty() && filtersModels())
            return;
        const bool isExpanded = m_expanded.contains(provider.id);
        m_result.rows.push_back(providerRow(provider, isExpanded, int(hits.size())));
        if (!isExpanded)
            return;
        if (!provider.listFault.isEmpty())
            addListFault(provider);
        for (const Hit &hit : hits)
            m_result.rows.push_back(modelRow(m_index.model(hit.place), hit.place, provider.id));
        if (provider.isLocal)
            m_result.rows.push_back(linkRow(provider.id, Row::Action::AddFile, Words::tr("Add a GGUF file")));
        else if (provider.models.empty() && provider.listFault.isEmpty())
            m_result.rows.push_back(
                linkRow(provider.id, Row::Action::FetchList, Words::tr("Fetch the list of models")));
    }

    void addListFault(const SelectorProvider &provider)
    {
        m_result.rows.push_back({.group = provider.id, .text = provider.listFault, .isWarning = true});
        if (!provider.listNote.isEmpty())
            m_result.rows.push_back({.group = provider.id, .text = provider.listNote});
        m_result.rows.push_back(linkRow(provider.id, Row::Action::FetchList, Words::tr("Try again")));
    }

    void addOtherServer()
    {
        Row row = groupRow(selectorGroup::other, Words::tr("Other server"), false);
        row.action = Row::Action::AddAddress;
        row.note = Words::tr("Add address");
        row.noteAction = Row::Action::AddAddress;
        m_result.rows.push_back(row);
    }

    const SelectorIndex &m_index;
    const SelectorFilter &m_filter;
    const QSet<QString> &m_expanded;
    const FuzzyQuery m_query;
    SelectorRows m_result;
};

} // namespace

SelectorRows selectorRows(const SelectorIndex &index, const SelectorFilter &filter, const QSet<QString> &expanded)
{
    Builder builder(index, filter, expanded);
    return filter.isSearch() ? builder.search() : builder.browse();
}

} // namespace triptych
