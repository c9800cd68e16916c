// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/ModelInfo.h"

#include <QByteArrayView>
#include <vector>

namespace triptych::bedrock {

/// Reads ListFoundationModels and ListInferenceProfiles. A model that writes no text, does not stream, or cannot be
/// called by its own id (but by that of a profile) is left out.
Result<std::vector<ModelInfo>> readBedrockModels(QByteArrayView body);

} // namespace triptych::bedrock
