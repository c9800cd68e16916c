// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/ClientReader.h"

namespace triptych {

/// What OpenAI's two protocols ask for in the same words.
class OpenAiClientReader : protected ClientReader
{
protected:
    /// `tool_choice` and `parallel_tool_calls`; `name` is where the first names one function.
    void readToolChoice(const JsonValue &name);
    /// What the answer is to be; `named` holds the name and the schema of one that has a shape.
    void readFormat(const JsonValue &format, const JsonValue &named, const QString &path);
};

} // namespace triptych
