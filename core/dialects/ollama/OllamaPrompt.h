// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/ollama/OllamaClientReader.h"

namespace triptych::ollama {

/// Reads what a client of /api/generate asks for: one prompt, of which a conversation is made.
class PromptReader final : private OllamaClientReader
{
public:
    Result<ClientRequest> read(QByteArrayView body);

private:
    void readPrompt();
    QString readOptionalText(QLatin1String key);
    void refuseWhatNothingStandsFor();
};

} // namespace triptych::ollama
