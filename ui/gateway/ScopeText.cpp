// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/ScopeText.h"

#include <QCoreApplication>
#include <array>

namespace triptych {

namespace {

constexpr std::array<std::pair<const char *, const char *>, 7> texts {{
    {"chat", QT_TRANSLATE_NOOP("ScopeText", "OpenAI Chat")},
    {"responses", QT_TRANSLATE_NOOP("ScopeText", "OpenAI Responses")},
    {"messages", QT_TRANSLATE_NOOP("ScopeText", "Anthropic Messages")},
    {"ollama", QT_TRANSLATE_NOOP("ScopeText", "Ollama")},
    {"models", QT_TRANSLATE_NOOP("ScopeText", "The list of models")},
    {"claude", QT_TRANSLATE_NOOP("ScopeText", "Code and comment")},
    {"metrics", QT_TRANSLATE_NOOP("ScopeText", "Metrics")},
}};

} // namespace

QString scopeText(const QString &name)
{
    for (const auto &[scope, text] : texts)
        if (name == QLatin1String(scope))
            return QCoreApplication::translate("ScopeText", text);
    return name;
}

} // namespace triptych
