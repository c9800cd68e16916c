// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/AttachmentFiles.h"
#include "core/prompt/AttachmentText.h"
#include "core/text/ErrorText.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"

namespace triptych {

namespace {

QString titleOf(CodeTask task)
{
    return task == CodeTask::Generate ? EditorTabs::tr("Generate code") : EditorTabs::tr("Explain code");
}

struct Selection
{
    QString code;
    QStringList attachments; ///< As they stand in a prompt.
};

Selection splitSelection(const QString &text)
{
    Selection selection;
    qsizetype end = 0;
    for (const AttachmentMark &mark : findAttachments(text)) {
        selection.code += text.sliced(end, mark.start - end);
        selection.attachments << text.sliced(mark.start, mark.length);
        end = mark.start + mark.length;
    }
    selection.code += text.sliced(end);
    return selection;
}

/// No value of a variable mentions an attachment, so those of the selection stand in the prompt itself.
PromptDocument promptFor(CodeTask task, const Selection &selection)
{
    PromptDocument prompt = codeTaskPrompt(task);
    if (selection.attachments.isEmpty())
        return prompt;
    const QString place = QStringLiteral("{{selection}}");
    const QString shown = selection.attachments.join(QLatin1Char('\n'));
    const bool isOnlyShown = selection.code.trimmed().isEmpty();
    prompt.setBody(prompt.body().replace(place, isOnlyShown ? shown : place + QStringLiteral("\n\n") + shown));
    return prompt;
}

} // namespace

/// A prompt of its own, so that a person sees what is asked, may change it, and keeps the one that was there.
void EditorTabs::askForTask(CodeTask task)
{
    const QString selected = editor()->selectedText();
    const QString whole = selected.isEmpty() ? text() : selected;
    if (whole.trimmed().isEmpty()) {
        report({.cause = QStringLiteral("prompt_empty")});
        return;
    }
    if (const auto copied = copyAttachments(whole, attachmentFolders(), m_attachmentStore); !copied)
        return report(copied.error());
    const Selection selection = splitSelection(whole);
    const QString language = languageOfFile(title(currentIndex()));
    add(promptFor(task, selection), titleOf(task));
    const VariableValues values = codeTaskValues(language, selection.code);
    for (auto value = values.cbegin(); value != values.cend(); ++value)
        setVariableValue(value.key(), value.value());
    Q_EMIT taskOpened();
}

} // namespace triptych
