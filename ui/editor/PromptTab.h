// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/Drafts.h"
#include "core/prompt/PromptDocument.h"

#include <QPointer>

namespace triptych {

class PromptEditor;

/// One open prompt: the document as it was last saved, and the editor with what became of it since.
struct PromptTab
{
    PromptDocument saved = {};
    QString file = {}; ///< Empty: never saved.
    QString name = {}; ///< What the tab says while there is no file; empty: untitled.
    QString draftId = Drafts::newId();
    bool hasDraft = false;
    std::optional<QString> restored = {}; ///< Text of a draft, until there is an editor to hold it.
    VariableValues values = {}; ///< As typed; the document's defaults stand behind them.
    QPointer<PromptEditor> editor = {}; ///< Made when the tab is first shown.

    QString text() const;
    bool isDirty() const { return text() != saved.body(); }
    /// Whether it would be gone after a restart otherwise.
    bool needsDraft() const { return isDirty() || (file.isEmpty() && !text().isEmpty()); }
    /// As SessionState::Tab has it.
    QString key() const { return file.isEmpty() ? QLatin1String("draft:") + draftId : file; }
    /// The document with the present text.
    PromptDocument document() const;
    VariableValues allValues() const;
    Draft draft() const;
};

} // namespace triptych
