// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/PromptTab.h"

#include "ui/editor/PromptEditor.h"

namespace triptych {

QString PromptTab::text() const
{
    return editor ? editor->text() : restored ? *restored : saved.body();
}

PromptDocument PromptTab::document() const
{
    PromptDocument document = saved;
    document.setBody(text());
    return document;
}

VariableValues PromptTab::allValues() const
{
    VariableValues all = saved.defaultValues();
    all.insert(values);
    return all;
}

Draft PromptTab::draft() const
{
    return {draftId, file, name, document().toBytes(), !isDirty()};
}

} // namespace triptych
