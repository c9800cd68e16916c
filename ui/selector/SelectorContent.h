// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ModelInfo.h"

#include <QDate>
#include <QHash>
#include <QStringList>
#include <vector>

namespace triptych {

/// One model that can be chosen. Prices are USD for a million tokens; absent = unknown.
struct SelectorEntry
{
    ModelInfo info = {};
    std::optional<double> inputPrice = {};
    std::optional<double> outputPrice = {};
    bool isFree = false; ///< Nobody bills it.
};

struct SelectorProvider
{
    QString id = {};
    QString label = {};
    bool takesKey = true; ///< Otherwise there is nothing to add.
    bool signsIn = false; ///< Its key is not typed: a sign-in gives it.
    bool needsKey = true;
    bool hasKey = false;
    bool isLocal = false; ///< The runner of model files; takes files that are dropped.
    QString statusText = {}; ///< Of the local runner, such as "engine ready".
    std::vector<SelectorEntry> models = {}; ///< Empty: the list was not fetched yet.
    QString listFault = {}; ///< Why the list could not be fetched anew; empty: it could.
    QString listNote = {}; ///< How old the list is that is shown instead; empty: there is none.

    bool isUsable() const { return hasKey || !needsKey; }
};

/// Everything the selector shows. Models are named provider/model.
struct SelectorContent
{
    std::vector<SelectorProvider> providers = {}; ///< In the order they are shown, the local runner first.
    QStringList favourites = {};
    QStringList lastUsed = {}; ///< Newest first; twelve are shown.
    QHash<QString, int> laneCounts = {};
    QDate pricesDate = {};
    QDate today = {};
};

} // namespace triptych
