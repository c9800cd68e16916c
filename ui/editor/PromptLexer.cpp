// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/PromptLexer.h"

#include "core/prompt/AttachmentText.h"
#include "core/prompt/RoleText.h"
#include "ui/shell/Theme.h"

#include <QRegularExpression>
#include <array>

namespace triptych {

namespace {

constexpr qreal pointsPerInch = 72;

bool isFence(QStringView line)
{
    const QStringView trimmed = line.trimmed();
    return trimmed.startsWith(u"```") || trimmed.startsWith(u"~~~");
}

bool isBold(int style)
{
    switch (style) {
    case PromptLexer::Header:
    case PromptLexer::Variable:
    case PromptLexer::UndefinedVariable:
    case PromptLexer::Heading:
    case PromptLexer::Strong: return true;
    default: return false;
    }
}

bool isDim(int style)
{
    return style == PromptLexer::InlineCode || style == PromptLexer::CodeBlock || style == PromptLexer::FenceEnd
        || style == PromptLexer::Mark;
}

/// One kind of inline markup: an opening mark, its closing one, and the style of what stands between.
struct Span
{
    QStringView mark;
    int style;
};
constexpr std::array spans {Span {u"`", PromptLexer::InlineCode}, Span {u"**", PromptLexer::Strong},
                            Span {u"__", PromptLexer::Strong}, Span {u"*", PromptLexer::Emphasis}};

bool opensAt(QStringView text, qsizetype at, QStringView mark)
{
    const qsizetype inside = at + mark.size();
    return text.sliced(at).startsWith(mark) && inside < text.size() && !text[inside].isSpace()
        && text[inside] != mark[0];
}

/// One past the closing mark of a span that opens at `at`; 0 when none opens or it does not close on this line.
qsizetype spanEnd(QStringView text, qsizetype at, QStringView mark)
{
    if (!opensAt(text, at, mark))
        return 0;
    const qsizetype close = text.indexOf(mark, at + mark.size() + 1);
    return close < 0 || (mark != u"`" && text[close - 1].isSpace()) ? 0 : close + mark.size();
}

/// Length of a heading's, quote's or list item's mark at the start of a line.
qsizetype blockMark(QStringView line, bool &isHeading)
{
    static const QRegularExpression mark(QStringLiteral("^(?:(#{1,6})(?= )|\\s*(?:>|[-*+](?= )|\\d{1,9}[.)](?= )))"));
    const auto match = mark.match(line);
    isHeading = match.capturedLength(1) > 0;
    return match.hasMatch() ? match.capturedLength() : 0;
}

} // namespace

PromptLexer::PromptLexer(const Theme &theme, QObject *parent) : QsciLexerCustom(parent), m_theme(theme)
{}

QString PromptLexer::description(int style) const
{
    // QScintilla asks for names to know which styles exist; nobody reads them.
    return style < StyleCount ? QString::number(style) : QString();
}

QColor PromptLexer::defaultColor(int style) const
{
    if (style == UndefinedVariable)
        return m_theme.colors().amber;
    return isDim(style) ? m_theme.colors().text2 : m_theme.colors().text;
}

QColor PromptLexer::defaultPaper(int) const
{
    return m_theme.colors().paper;
}

QFont PromptLexer::defaultFont(int style) const
{
    QFont font = isBold(style) ? m_theme.fixedStrong() : m_theme.fixedFont();
    font.setItalic(style == Emphasis);
    // Scintilla takes points only.
    const int dpi = editor() ? editor()->logicalDpiY() : 96;
    font.setPointSizeF(font.pixelSize() * pointsPerInch / dpi);
    return font;
}

void PromptLexer::styleText(int start, int end)
{
    QsciScintilla *view = editor();
    if (!view)
        return;
    const long line = view->SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, start);
    const int from = int(view->SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, line));
    const int last = int(view->SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, end));
    const int until = int(view->SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, last + 1));
    const int to = qMax(end, until);
    if (to <= from)
        return;
    m_last = from > 0 ? int(view->SendScintilla(QsciScintilla::SCI_GETSTYLEAT, from - 1)) : int(Plain);
    const QString text = QString::fromUtf8(view->bytes(from, to).constData());
    startStyling(from);
    const QStringView all(text);
    for (qsizetype at = 0; at < all.size();) {
        const qsizetype stop = all.indexOf(u'\n', at);
        const qsizetype next = stop < 0 ? all.size() : stop + 1;
        styleLine(all.sliced(at, next - at), m_last);
        at = next;
    }
}

/// `line` has its break, whose style carries to the next line whether a code block is open.
void PromptLexer::styleLine(QStringView line, int previousStyle)
{
    const bool isInCode = previousStyle == CodeBlock;
    const QStringView content = line.endsWith(u'\n') ? line.chopped(1) : line;
    if (roleOfHeader(content) || isCacheMark(content)) {
        put(line, Header); // a header ends a code block that was never closed
        return;
    }
    if (isFence(content)) {
        put(line, isInCode ? FenceEnd : CodeBlock);
        return;
    }
    if (isInCode) {
        putVariables(content, CodeBlock);
        put(line.sliced(content.size()), CodeBlock);
        return;
    }
    bool isHeading = false;
    const qsizetype mark = blockMark(content, isHeading);
    put(content.first(mark), isHeading ? int(Heading) : int(Mark));
    if (isHeading)
        putVariables(content.sliced(mark), Heading);
    else
        putLine(content.sliced(mark));
    put(line.sliced(content.size()), Plain);
}

void PromptLexer::put(QStringView text, int style)
{
    if (text.isEmpty())
        return;
    setStyling(int(text.toUtf8().size()), style);
    m_last = style;
}

void PromptLexer::putLine(QStringView text)
{
    qsizetype from = 0;
    for (const AttachmentMark &mark : findAttachments(text)) {
        putInline(text.sliced(from, mark.start - from));
        const QStringView whole = text.sliced(mark.start, mark.length);
        const qsizetype label = whole.indexOf(u'[') + 1;
        put(whole.first(label), Hidden);
        put(whole.sliced(label, mark.label.size()), Attachment);
        put(whole.sliced(label + mark.label.size()), Hidden);
        from = mark.start + mark.length;
    }
    putInline(text.sliced(from));
}

void PromptLexer::putInline(QStringView text)
{
    qsizetype plain = 0;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = 0;
        int style = Plain;
        for (const Span &span : spans) {
            end = spanEnd(text, at, span.mark);
            style = span.style;
            if (end > 0)
                break;
        }
        if (end == 0) {
            ++at;
            continue;
        }
        putVariables(text.sliced(plain, at - plain), Plain);
        putVariables(text.sliced(at, end - at), style);
        plain = at = end;
    }
    putVariables(text.sliced(plain), Plain);
}

void PromptLexer::putVariables(QStringView text, int style)
{
    qsizetype from = 0;
    for (const VariableMark &mark : findVariables(text)) {
        put(text.sliced(from, mark.start - from), style);
        put(text.sliced(mark.start, mark.length), m_defined.contains(mark.name) ? Variable : UndefinedVariable);
        from = mark.start + mark.length;
    }
    put(text.sliced(from), style);
}

} // namespace triptych
