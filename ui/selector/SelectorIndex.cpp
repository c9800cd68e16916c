// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/SelectorIndex.h"

#include "ui/shell/Figures.h"

#include <algorithm>

namespace triptych {

namespace {

/// At most three digits and none that say nothing: "4", "0.15".
QString priceFigure(std::optional<double> usd)
{
    return usd ? QString::number(*usd, 'g', 3) : unknownFigure();
}

QString priceText(const SelectorEntry &entry)
{
    if (entry.isFree)
        return formatUsd(0);
    if (!entry.inputPrice && !entry.outputPrice)
        return unknownFigure();
    return QStringLiteral("%1 / %2").arg(priceFigure(entry.inputPrice), priceFigure(entry.outputPrice));
}

} // namespace

SelectorIndex::SelectorIndex(SelectorContent content) : m_content(std::move(content))
{
    for (const SelectorProvider &provider : m_content.providers) {
        m_ranges.push_back({int(m_models.size()), int(provider.models.size())});
        for (const SelectorEntry &entry : provider.models)
            add(provider, entry);
    }
    m_listed = int(m_models.size());
    addUnlisted(m_content.favourites);
    addUnlisted(m_content.lastUsed);
}

std::optional<int> SelectorIndex::find(const QString &name) const
{
    const auto place = m_places.constFind(name);
    return place == m_places.constEnd() ? std::nullopt : std::optional(*place);
}

bool SelectorIndex::isListed(const QString &name) const
{
    const std::optional<int> place = find(name);
    return place && *place < m_listed;
}

const SelectorProvider *SelectorIndex::provider(const QString &id) const
{
    const auto found = std::find_if(m_content.providers.begin(), m_content.providers.end(),
                                    [&](const SelectorProvider &provider) { return provider.id == id; });
    return found == m_content.providers.end() ? nullptr : &*found;
}

QString SelectorIndex::setLocalStatus(const QString &status)
{
    for (SelectorProvider &provider : m_content.providers) {
        if (provider.isLocal) {
            provider.statusText = status;
            return provider.id;
        }
    }
    return {};
}

void SelectorIndex::setFavourites(const QStringList &favourites)
{
    m_content.favourites = favourites;
    addUnlisted(favourites);
}

void SelectorIndex::setLastUsed(const QStringList &lastUsed)
{
    m_content.lastUsed = lastUsed;
    addUnlisted(lastUsed);
}

void SelectorIndex::add(const SelectorProvider &provider, const SelectorEntry &entry)
{
    const ModelInfo &info = entry.info;
    const QString name = provider.id + QLatin1Char('/') + info.id;
    const QString searched = QStringList {name, provider.label, info.label}.join(QLatin1Char(' '));
    m_places.insert(name, int(m_models.size()));
    m_models.push_back({.provider = provider.id,
                        .id = info.id,
                        .name = name,
                        .shown = info.label.isEmpty() ? info.id : info.label,
                        .context = formatContext(info.contextTokens),
                        .price = priceText(entry),
                        .ending = ModelEnding::of(info, m_content.today),
                        .haystack = FuzzyText(searched),
                        .info = info,
                        .isUsable = provider.isUsable()});
}

void SelectorIndex::addUnlisted(const QStringList &names)
{
    for (const QString &name : names) {
        const qsizetype slash = name.indexOf(QLatin1Char('/'));
        if (slash <= 0 || m_places.contains(name))
            continue;
        const QString id = name.left(slash);
        const SelectorProvider *known = provider(id);
        add(known ? *known : SelectorProvider {.id = id}, {.info = {.id = name.mid(slash + 1)}});
    }
}

} // namespace triptych
