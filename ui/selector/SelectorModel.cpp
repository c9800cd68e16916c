// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/SelectorModel.h"

#include <algorithm>

namespace triptych {

SelectorModel::SelectorModel(QObject *parent) : QAbstractListModel(parent)
{
    rebuild();
}

void SelectorModel::setContent(SelectorContent content)
{
    // The local runner stands open the first time it is seen; later its group is as the person left it.
    for (const SelectorProvider &provider : content.providers) {
        if (provider.isLocal && !m_index.provider(provider.id))
            m_expanded.insert(provider.id);
    }
    m_index = SelectorIndex(std::move(content));
    rebuild();
}

void SelectorModel::setFavourites(const QStringList &favourites)
{
    m_index.setFavourites(favourites);
    rebuild();
}

void SelectorModel::setLastUsed(const QStringList &lastUsed)
{
    m_index.setLastUsed(lastUsed);
    rebuild();
}

/// It changes every second while the engine is built, so no row is made anew.
void SelectorModel::setLocalStatus(const QString &status)
{
    const QString id = m_index.setLocalStatus(status);
    for (int i = 0; i < rowCount(); ++i) {
        SelectorRow &row = m_rows.rows[std::size_t(i)];
        if (row.kind != SelectorRow::Kind::Group || row.group != id)
            continue;
        row.note = status;
        Q_EMIT dataChanged(index(i), index(i));
    }
}

void SelectorModel::setLaneCounts(const QHash<QString, int> &counts)
{
    m_index.setLaneCounts(counts);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void SelectorModel::setFilter(const SelectorFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    m_query = FuzzyQuery(filter.text);
    rebuild();
}

void SelectorModel::setExpanded(const QString &group, bool isExpanded)
{
    if (m_expanded.contains(group) == isExpanded)
        return;
    if (isExpanded)
        m_expanded.insert(group);
    else
        m_expanded.remove(group);
    rebuild();
}

void SelectorModel::setExpandedGroups(const QSet<QString> &groups)
{
    m_expanded = groups;
    rebuild();
}

std::vector<int> SelectorModel::matchedLetters(const SelectorRow &row) const
{
    return row.place < 0 || m_query.isEmpty() ? std::vector<int>()
                                              : m_query.places(row.text, m_index.model(row.place).haystack);
}

int SelectorModel::rowOf(const QString &name, const QString &group) const
{
    const auto found = std::find_if(m_rows.rows.begin(), m_rows.rows.end(),
                                    [&](const SelectorRow &row) { return row.group == group && row.name == name; });
    return found == m_rows.rows.end() ? -1 : int(found - m_rows.rows.begin());
}

int SelectorModel::firstModelRow() const
{
    const auto found = std::find_if(m_rows.rows.begin(), m_rows.rows.end(),
                                    [](const SelectorRow &row) { return row.kind == SelectorRow::Kind::Model; });
    return found == m_rows.rows.end() ? -1 : int(found - m_rows.rows.begin());
}

int SelectorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.rows.size());
}

QVariant SelectorModel::data(const QModelIndex &place, int role) const
{
    if (!checkIndex(place, CheckIndexOption::IndexIsValid))
        return {};
    const SelectorRow &line = row(place.row());
    switch (role) {
    case Qt::DisplayRole: return line.text;
    case Qt::AccessibleTextRole: return spoken(line);
    case Qt::ToolTipRole:
        return line.kind == SelectorRow::Kind::Model || line.kind == SelectorRow::Kind::Hint ? QVariant(spoken(line))
                                                                                             : QVariant();
    default: return {};
    }
}

Qt::ItemFlags SelectorModel::flags(const QModelIndex &place) const
{
    if (!checkIndex(place, CheckIndexOption::IndexIsValid) || row(place.row()).kind == SelectorRow::Kind::Hint)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

void SelectorModel::rebuild()
{
    beginResetModel();
    m_rows = selectorRows(m_index, m_filter, m_expanded);
    endResetModel();
}

QString SelectorModel::spoken(const SelectorRow &row) const
{
    QStringList parts {row.kind == SelectorRow::Kind::Model && row.place >= 0 ? row.name : row.text};
    if (row.kind == SelectorRow::Kind::Group) {
        if (!row.count.isEmpty())
            parts.append(tr("%1 models", "how many a group has").arg(row.count));
        if (!row.note.isEmpty())
            parts.append(row.note);
        if (row.hasKey)
            parts.append(tr("has a key"));
        if (row.action == SelectorRow::Action::Toggle)
            parts.append(row.isExpanded ? tr("open") : tr("closed"));
    }
    if (row.place >= 0) {
        const SelectorIndex::Model &model = m_index.model(row.place);
        parts.append(tr("context %1").arg(model.context));
        parts.append(tr("%1 per million tokens in / out", "price").arg(model.price));
        if (!model.ending.text.isEmpty())
            parts.append(model.ending.text);
    }
    if (const int lanes = m_index.laneCount(row.name); lanes > 0)
        parts.append(tr("%n lanes", nullptr, lanes));
    if (m_index.isFavourite(row.name))
        parts.append(tr("favourite"));
    return parts.join(QStringLiteral(" · "));
}

} // namespace triptych
