// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/PromptEditor.h"
#include "ui/editor/PromptLexer.h"
#include "ui/shell/Theme.h"

#include <QScrollBar>

namespace triptych {

namespace {

constexpr int inset = 16;
constexpr int caretWidth = 2;
constexpr qreal lineFactor = 18.0 / 13.0;
constexpr int leastLines = 5;
constexpr int usualLines = 6;

} // namespace

void PromptEditor::setUpBehaviour()
{
    setFrameShape(QFrame::NoFrame);
    setUtf8(true);
    setEolMode(EolUnix);
    setWrapMode(WrapWord);
    setIndentationsUseTabs(false);
    setTabWidth(4);
    setAcceptDrops(true);
    setCaretWidth(caretWidth);
    setScrollWidthTracking(true);
    setScrollWidth(1);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (int margin = 0; margin < margins(); ++margin)
        setMarginWidth(margin, 0);
    SendScintilla(SCI_SETMARGINLEFT, 0, long(inset));
    SendScintilla(SCI_SETMARGINRIGHT, 0, long(inset));
    SendScintilla(SCI_USEPOPUP, 0L);
    SendScintilla(SCI_SETMULTIPASTE, 1L);
    verticalScrollBar()->setObjectName(QStringLiteral("promptScrollBar"));
    retranslate();
}

void PromptEditor::retranslate()
{
    setAccessibleName(tr("Prompt"));
    verticalScrollBar()->setAccessibleName(tr("Scroll the prompt"));
}

void PromptEditor::applyTheme()
{
    const ThemeColors &colors = m_theme.colors();
    for (int style = 0; style < PromptLexer::StyleCount; ++style) {
        m_lexer->setFont(m_lexer->defaultFont(style), style);
        m_lexer->setColor(m_lexer->defaultColor(style), style);
        m_lexer->setPaper(m_lexer->defaultPaper(style), style);
    }
    setPaper(colors.paper);
    setColor(colors.text);
    setCaretForegroundColor(colors.accent);
    setSelectionBackgroundColor(colors.selection);
    setSelectionForegroundColor(colors.text);

    const auto indicator = [this](Indicator id, long style, const QColor &color) {
        SendScintilla(SCI_INDICSETSTYLE, static_cast<unsigned long>(id), style);
        SendScintilla(SCI_INDICSETFORE, static_cast<unsigned long>(id), color);
        SendScintilla(SCI_INDICSETALPHA, static_cast<unsigned long>(id), 255L);
        SendScintilla(SCI_INDICSETOUTLINEALPHA, static_cast<unsigned long>(id), 255L);
        SendScintilla(SCI_INDICSETUNDER, static_cast<unsigned long>(id), 1L);
    };
    indicator(VariableIndicator, INDIC_ROUNDBOX, colors.sunken);
    indicator(AttachmentIndicator, INDIC_FULLBOX, colors.accentSoft);
    SendScintilla(SCI_STYLESETVISIBLE, static_cast<unsigned long>(PromptLexer::Hidden), 0L);
    indicator(FindIndicator, INDIC_ROUNDBOX, colors.selection);
    indicator(PreeditIndicator, INDIC_COMPOSITIONTHIN, colors.text);

    SendScintilla(SCI_SETEXTRAASCENT, 0L);
    SendScintilla(SCI_SETEXTRADESCENT, 0L);
    const long missing = qMax(0L, long(lineHeight()) - SendScintilla(SCI_TEXTHEIGHT, 0L));
    SendScintilla(SCI_SETEXTRAASCENT, missing / 2);
    SendScintilla(SCI_SETEXTRADESCENT, missing - missing / 2);
    recolor();
}

int PromptEditor::lineHeight() const
{
    return qRound(m_theme.fixedFont().pixelSize() * lineFactor);
}

QSize PromptEditor::sizeHint() const
{
    return {480, usualLines * lineHeight()};
}

QSize PromptEditor::minimumSizeHint() const
{
    return {240, leastLines * lineHeight()};
}

} // namespace triptych
