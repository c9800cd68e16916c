// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaPrompt.h"

namespace triptych::ollama {

Result<ClientRequest> PromptReader::read(QByteArrayView body)
{
    if (!parse(body))
        return result();
    readModel();
    readPrompt();
    refuseWhatNothingStandsFor();
    Passed own {"prompt", "system", "images", "suffix", "raw", "context"};
    if (root()["template"].view().empty())
        own.push_back("template");
    readSettings(own);
    return result();
}

void PromptReader::readPrompt()
{
    if (const QString system = readOptionalText(QLatin1String("system")); !system.isEmpty())
        chat().turns.push_back(ChatTurn::text(Role::System, system));
    const QString prompt = readOptionalText(QLatin1String("prompt"));
    if (prompt.isEmpty())
        return setNothingAsked();
    ChatTurn turn = ChatTurn::text(Role::User, prompt);
    readImages(root()["images"], {}, turn);
    chat().turns.push_back(std::move(turn));
}

QString PromptReader::readOptionalText(QLatin1String key)
{
    const JsonValue value = root()[{key.data(), size_t(key.size())}];
    return value.hasValue() ? readText(value, key) : QString();
}

/// Left out, these would change what the prompt means.
void PromptReader::refuseWhatNothingStandsFor()
{
    if (!readOptionalText(QLatin1String("suffix")).isEmpty())
        fail(QStringLiteral("suffix"), QStringLiteral("no text is filled in before another one here"));
    if (readFlag(root()["raw"], QStringLiteral("raw"), false))
        fail(QStringLiteral("raw"), QStringLiteral("prompts go through the model's own template here"));
    if (root()["context"].size() > 0)
        fail(QStringLiteral("context"),
             QStringLiteral("earlier answers are not taken as tokens; /api/chat takes them as messages"));
}

} // namespace triptych::ollama
