// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/ModelInfo.h"

#include <QByteArrayView>
#include <vector>

namespace triptych::ollama {

/// Reads the answer of /api/tags: the installed models, without those that cannot chat.
Result<std::vector<ModelInfo>> readOllamaModels(QByteArrayView body);

/// Reads the answer of /api/show about the model `id`: its abilities, and the context it was trained for.
Result<ModelInfo> readOllamaModel(QByteArrayView body, const QString &id);

} // namespace triptych::ollama
