// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/PromptDocument.h"

#include <optional>

namespace triptych {

/// What can be done with code or its description by one command. The prompts are files in resources/tasks with the
/// variables `language` and `selection`.
enum class CodeTask : quint8 { Generate, Explain };

std::optional<CodeTask> codeTaskFromWord(QStringView word); ///< "generate", "explain"
QStringList codeTaskWords();

/// Its prompt, as shipped.
PromptDocument codeTaskPrompt(CodeTask task);

/// The values for its variables. An empty language leaves the choice to the prompt's own default.
VariableValues codeTaskValues(const QString &language, const QString &selection);

/// What people call the language of a file, by its suffix, such as "C++"; empty when it is not known.
QString languageOfFile(const QString &fileName);

} // namespace triptych
