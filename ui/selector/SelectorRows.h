// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/selector/SelectorIndex.h"

#include <QSet>

namespace triptych {

/// One line of the list.
struct SelectorRow
{
    enum class Kind : quint8 { Group, Model, Hint, Link };
    enum class Action : quint8 { None, Toggle, AddLane, AddKey, AddAddress, AddFile, FetchList, ClearFilters };

    Kind kind = Kind::Hint;
    Action action = Action::None; ///< What Enter and a click do.
    QString group = {}; ///< Provider id, or one of the ids below.
    QString text = {};
    QString note = {}; ///< Of a group, at its right: "Add key", "engine ready".
    Action noteAction = Action::None;
    int place = -1; ///< Of a model in the index; below 0 for an id that no list has.
    QString name = {}; ///< Of a model: provider/model.
    QString count = {}; ///< Of a group: how many models.
    bool isExpanded = false;
    bool hasKey = false;
    bool isWarning = false; ///< Of a hint.
};

namespace selectorGroup {
inline const QString favourites = QStringLiteral("*favourites");
inline const QString lastUsed = QStringLiteral("*last");
inline const QString other = QStringLiteral("*other");
} // namespace selectorGroup

struct SelectorFilter
{
    QString text = {};
    QString provider = {}; ///< Empty: all.
    bool hasKey = false;
    bool images = false;
    bool tools = false;
    bool reasoning = false;

    bool isNarrow() const { return !provider.isEmpty() || hasKey || images || tools || reasoning; }
    bool isSearch() const { return !text.trimmed().isEmpty(); }
    bool operator==(const SelectorFilter &) const = default;
};

struct SelectorRows
{
    std::vector<SelectorRow> rows = {};
    int hits = 0; ///< Models that the filter lets through, each once.
};

/// Without a search the groups in their order, those in `expanded` with their models; with one the hits, best first,
/// below the providers they belong to, and a row for an id that no list has.
SelectorRows selectorRows(const SelectorIndex &index, const SelectorFilter &filter, const QSet<QString> &expanded);

} // namespace triptych
