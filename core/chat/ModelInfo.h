// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ModelPrice.h"

#include <QString>
#include <QStringList>
#include <optional>

namespace triptych {

/// What one model can take, as far as anybody said. Absent = nobody said.
struct ModelInfo
{
    QString id = {};
    QString label = {}; ///< Empty: show the id.
    QString base = {}; ///< "provider/model" whose rules hold for it; a deployment's own name says nothing.
    QString dialect = {}; ///< Empty: that of its provider.
    std::optional<qint64> contextTokens = {};
    std::optional<qint64> maxOutputTokens = {};
    std::optional<bool> images = {};
    std::optional<bool> documents = {}; ///< Takes PDF.
    std::optional<bool> schemas = {}; ///< Keeps to a JSON Schema for its answer.
    std::optional<bool> tools = {};
    std::optional<bool> reasoning = {};
    std::optional<bool> toolsWhileReasoning = {}; ///< False: over its protocol it takes tools at effort "none" only.
    QStringList refusedParameters = {}; ///< Keys of LaneSettings that the model answers with an error.
    QStringList reasoningEfforts = {}; ///< Empty: whatever the dialect knows.
    std::optional<QDate> shutdown = {};
    bool isLegacy = false; ///< Its provider says that it is on its way out, whether or not there is a date.
    std::optional<ModelPrice> price = {}; ///< As ProviderCatalog finds it holds for this very server.

    bool operator==(const ModelInfo &) const = default;
};

} // namespace triptych
