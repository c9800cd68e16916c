// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gateway/ModelSnapshot.h"

#include "app/session/Session.h"

#include <QFileInfo>

namespace triptych {

namespace {

void addLocal(GatewayModels &models, const ModelLibrary &library)
{
    for (const LocalModel &model : library.models()) {
        const QFileInfo file(model.file);
        models.models.push_back({.provider = QStringLiteral("local"),
                                 .info = model.info(),
                                 .bytes = file.size(),
                                 .modified = file.lastModified()});
    }
}

} // namespace

GatewayModels modelSnapshot(Session &session, const QStringList &lent)
{
    GatewayModels models;
    addLocal(models, session.library());
    for (const ProviderPreset &preset : session.catalog().all()) {
        models.providers.insert(preset.id);
        if (!preset.models.empty())
            models.firstModels.insert(preset.id, preset.models.front().id);
        const bool isLocal = preset.id == QLatin1String("local");
        const bool isUsable = lent.contains(preset.id) || session.keys().hasKey(preset);
        for (const ModelInfo &model : preset.models) {
            const ModelInfo info = session.catalog().model(preset.id, model.id);
            models.infos.insert(preset.id + QLatin1Char('/') + model.id, info);
            if (isUsable && !isLocal && preset.missingField().isEmpty())
                models.models.push_back({.provider = preset.id, .info = info});
        }
    }
    return models;
}

} // namespace triptych
