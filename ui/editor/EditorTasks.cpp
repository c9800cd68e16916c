// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/ErrorText.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"

namespace triptych {

namespace {

QString titleOf(CodeTask task)
{
    return task == CodeTask::Generate ? EditorTabs::tr("Generate code") : EditorTabs::tr("Explain code");
}

} // namespace

/// A prompt of its own, so that a person sees what is asked, may change it, and keeps the one that was there.
void EditorTabs::askForTask(CodeTask task)
{
    const QString selected = editor()->selectedText();
    const QString selection = selected.isEmpty() ? text() : selected;
    if (selection.trimmed().isEmpty()) {
        report({.cause = QStringLiteral("prompt_empty")});
        return;
    }
    const QString language = languageOfFile(title(currentIndex()));
    add(codeTaskPrompt(task), titleOf(task));
    const VariableValues values = codeTaskValues(language, selection);
    for (auto value = values.cbegin(); value != values.cend(); ++value)
        setVariableValue(value.key(), value.value());
    Q_EMIT taskOpened();
}

} // namespace triptych
