// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/selector/SelectorRows.h"

#include <QAbstractListModel>

namespace triptych {

/// The rows of the selector as a Qt model; SelectorDelegate paints them, screen readers read AccessibleTextRole.
class SelectorModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectorModel)

public:
    explicit SelectorModel(QObject *parent = nullptr);

    void setContent(SelectorContent content);
    void setFavourites(const QStringList &favourites);
    void setLastUsed(const QStringList &lastUsed);
    void setLocalStatus(const QString &status);
    void setLaneCounts(const QHash<QString, int> &counts);
    void setFilter(const SelectorFilter &filter);
    void setExpanded(const QString &group, bool isExpanded);
    void setExpandedGroups(const QSet<QString> &groups);
    const QSet<QString> &expandedGroups() const { return m_expanded; }

    const SelectorIndex &index() const { return m_index; }
    using QAbstractListModel::index;
    const SelectorFilter &filter() const { return m_filter; }
    const SelectorRow &row(int number) const { return m_rows.rows[std::size_t(number)]; }
    int hits() const { return m_rows.hits; }
    std::vector<int> matchedLetters(const SelectorRow &row) const; ///< Places in its text.
    /// The first row of this model or group; below 0 when it is not shown.
    int rowOf(const QString &name, const QString &group) const;
    int firstModelRow() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &place, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &place) const override;

private:
    void rebuild();
    QString spoken(const SelectorRow &row) const;

    SelectorIndex m_index;
    SelectorFilter m_filter;
    FuzzyQuery m_query;
    QSet<QString> m_expanded {selectorGroup::favourites, selectorGroup::lastUsed};
    SelectorRows m_rows;
};

} // namespace triptych
