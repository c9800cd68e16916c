// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ModelPages.h"

#include "core/dialects/Adapter.h"
#include "core/dialects/ModelList.h"

#include <QUrlQuery>
#include <utility>

namespace triptych {

namespace {

constexpr QLatin1String foundations("/foundation-models");
constexpr QLatin1String profiles("/inference-profiles");

/// Beside the list of Bedrock's models, with all of its query that both lists understand.
QUrl profilesBeside(QUrl list)
{
    QUrlQuery query(list);
    query.removeQueryItem(QStringLiteral("byOutputModality"));
    list.setQuery(query.isEmpty() ? QString() : query.query(QUrl::FullyEncoded));
    list.setPath(list.path().chopped(foundations.size()) + profiles);
    return list;
}

} // namespace

ModelPages::ModelPages(QString dialect, const QUrl &list) : m_dialect(std::move(dialect)), m_lists {list}
{
    if (isBedrock() && list.path().endsWith(foundations))
        m_lists.push_back(profilesBeside(list));
}

QUrl ModelPages::next() const
{
    return modelsPageUrl(m_dialect, m_lists[m_list], m_after);
}

Result<> ModelPages::read(QByteArrayView page)
{
    if (const auto added = add(page); !added)
        return added.error();
    if (!goesOnAfter(page)) {
        m_after.clear();
        m_pages = 0;
        ++m_list;
    }
    return Done {};
}

Result<> ModelPages::add(QByteArrayView page)
{
    if (isBedrock())
        return m_offer.add(page);
    auto models = adapterFor(m_dialect)->readModels(page);
    if (!models)
        return models.error();
    for (ModelInfo &model : models.value())
        m_models.push_back(std::move(model));
    return Done {};
}

/// A server that gives the same page again and again has no more to tell.
bool ModelPages::goesOnAfter(QByteArrayView page)
{
    const QString before = std::exchange(m_after, nextPageOf(page));
    const bool hasPages = next() != m_lists[m_list];
    return hasPages && !m_after.isEmpty() && m_after != before && ++m_pages < mostPages;
}

std::vector<ModelInfo> ModelPages::models() const
{
    return isBedrock() ? m_offer.models() : m_models;
}

} // namespace triptych
