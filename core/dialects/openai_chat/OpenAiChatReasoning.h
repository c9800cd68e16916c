// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/chat/Endpoint.h"
#include "core/dialects/SettingsFilter.h"

namespace triptych::openai_chat {

/// Writes how hard the model is to reason, in the field that the provider has for it.
void writeReasoning(JsonWriter &json, SettingsFilter &filter, const Endpoint &endpoint);

} // namespace triptych::openai_chat
