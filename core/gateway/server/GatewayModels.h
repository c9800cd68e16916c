// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ModelInfo.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <vector>

namespace triptych {

/// One model that clients may choose from a list.
struct ListedModel
{
    QString provider = {};
    ModelInfo info = {};
    qint64 bytes = 0; ///< Of its file; 0 where it is none of ours.
    QDateTime modified = {}; ///< Of its file; invalid where it is none of ours.

    QString name() const { return provider + QLatin1Char('/') + info.id; }
};

/// What there is to be asked. A value: the gateway is given another one whenever something changes.
struct GatewayModels
{
    QSet<QString> providers = {}; ///< All that are known, by id.
    std::vector<ListedModel> models = {}; ///< Of the providers that can be asked as things stand.
    QHash<QString, ModelInfo> infos = {}; ///< By "provider/model", of all that is known.
    QHash<QString, QString> firstModels = {}; ///< The id of the first that is known, by provider.

    /// What is known of a lane's model; just its id where that is nothing.
    ModelInfo info(const QString &provider, const QString &model) const;
};

} // namespace triptych
