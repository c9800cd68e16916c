// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/chat/ModelInfo.h"

namespace triptych {

/// Whether an entry of a model list has the form that GitHub Copilot gives it.
bool isCopilotModel(const JsonValue &model);

/// Whether it can answer a prompt of this account: a chat model that is offered, that no policy forbids, and that
/// speaks a protocol which is spoken here.
bool isOfferedByCopilot(const JsonValue &model);

/// Its limits, abilities, dialect and price. Prices are AI credits for a batch of tokens; a credit is a cent.
void readCopilotModel(const JsonValue &model, ModelInfo &info);

} // namespace triptych
