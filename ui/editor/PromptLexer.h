// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/Variables.h"
#include "ui/editor/Scintilla.h"

namespace triptych {

class Theme;

/// Shows the syntax of a prompt by weight and secondary text alone: role headers, variables and Markdown emphasis are
/// bold, marks and code are dimmed. A variable without a value is amber; an attachment shows its label alone. Works
/// line by line from the line that changed.
class PromptLexer final : public QsciLexerCustom
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptLexer)

public:
    enum Style : int {
        Plain,
        Header,
        Variable,
        UndefinedVariable,
        Heading,
        Strong,
        Emphasis,
        InlineCode,
        CodeBlock,
        FenceEnd,
        Mark,
        Attachment, ///< Its label.
        Hidden, ///< What else stands for an attachment in the text.
        StyleCount
    };

    PromptLexer(const Theme &theme, QObject *parent);

    void setDefinedVariables(const QStringList &names) { m_defined = names; }

    const char *language() const override { return "Prompt"; }
    QString description(int style) const override;
    QColor defaultColor(int style) const override;
    QColor defaultPaper(int style) const override;
    QFont defaultFont(int style) const override;
    void styleText(int start, int end) override;

private:
    void styleLine(QStringView line, int previousStyle);
    void put(QStringView text, int style);
    void putLine(QStringView text);
    void putInline(QStringView text);
    void putVariables(QStringView text, int style);

    const Theme &m_theme;
    QStringList m_defined;
    int m_last = Plain; ///< Style of what was put last.
};

} // namespace triptych
