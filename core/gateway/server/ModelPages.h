// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"
#include "core/gateway/routes/Routes.h"
#include "core/gateway/server/GatewayModels.h"
#include "core/gateway/tokens/TokenClaims.h"

#include <QByteArrayView>

namespace triptych {

/// The lists of models as clients of each protocol read them: what a token may ask for, routes first.
class ModelPages
{
public:
    ModelPages(const GatewayModels &models, const Routes &routes, const TokenClaims &token);

    QByteArray openAi() const; ///< GET /v1/models.
    QByteArray anthropic() const; ///< The same, for who sends anthropic-version.
    QByteArray ollamaTags() const; ///< GET /api/tags.
    /// POST /api/show; nothing for a model that the token may not ask for, or that leads nowhere.
    std::optional<QByteArray> ollamaShow(const QString &name) const;

private:
    struct Entry
    {
        QString name = {};
        ListedModel model = {}; ///< That it leads to.
    };
    std::vector<Entry> m_entries;
    const GatewayModels &m_models;
    const Routes &m_routes;
    const TokenClaims &m_token;
};

} // namespace triptych
