// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Spans and text of a MarkdownWalker.

#include "ui/lanes/markdown/CharacterReference.h"
#include "ui/lanes/markdown/MarkdownWalker.h"

#include <QUrl>

namespace triptych {

namespace {

bool isHanOrWide(QChar c)
{
    return c.isSurrogate() || (c.unicode() >= 0x2e80 && c.unicode() <= 0x9fff)
        || (c.unicode() >= 0xff00 && c.unicode() <= 0xffef);
}

} // namespace

quint8 MarkdownWalker::style() const
{
    quint8 bits = PlainStyle;
    bits |= m_bold ? BoldStyle : 0;
    bits |= m_italic ? ItalicStyle : 0;
    bits |= m_strike ? StrikeStyle : 0;
    bits |= m_code ? CodeStyle : 0;
    bits |= !m_links.empty() && m_links.back() >= 0 ? LinkStyle : 0;
    bits |= m_imageDepth ? DimStyle : 0;
    return bits;
}

/// The original text of an attribute, entities resolved. Empty when it holds covered bytes that cannot be traced back.
QString MarkdownWalker::attribute(const MD_ATTRIBUTE &value) const
{
    if (value.size == 0)
        return {};
    const int offset = offsetOf(value.text);
    const QByteArray bytes
        = offset >= 0 ? m_utf8.mid(offset, int(value.size)) : QByteArray(value.text, int(value.size));
    if (offset < 0 && bytes.contains(MarkdownMask::cover))
        return {};
    QString text;
    for (int i = 0; value.substr_offsets[i] < value.size; ++i) {
        const auto begin = value.substr_offsets[i];
        const QString part = QString::fromUtf8(bytes.mid(int(begin), int(value.substr_offsets[i + 1] - begin)));
        text += value.substr_types[i] == MD_TEXT_ENTITY ? characterOf(part) : part;
    }
    return text;
}

void MarkdownWalker::enterLink(const QString &target)
{
    const QUrl url(target, QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    const bool isWeb = url.isValid() && !url.host().isEmpty()
        && (scheme == QLatin1String("http") || scheme == QLatin1String("https"));
    m_links.push_back(isWeb ? int(m_document.links.size()) : -1);
    if (isWeb)
        m_document.links.push_back(target);
}

void MarkdownWalker::enterSpan(MD_SPANTYPE type, const void *detail)
{
    switch (type) {
    case MD_SPAN_EM: ++m_italic; break;
    case MD_SPAN_STRONG: ++m_bold; break;
    case MD_SPAN_DEL: ++m_strike; break;
    case MD_SPAN_CODE: ++m_code; break;
    case MD_SPAN_A: enterLink(attribute(static_cast<const MD_SPAN_A_DETAIL *>(detail)->href)); break;
    case MD_SPAN_IMG:
        m_imageUrls.push_back(attribute(static_cast<const MD_SPAN_IMG_DETAIL *>(detail)->src));
        ++m_imageDepth;
        break;
    default: break;
    }
}

void MarkdownWalker::leaveSpan(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM: --m_italic; break;
    case MD_SPAN_STRONG: --m_bold; break;
    case MD_SPAN_DEL: --m_strike; break;
    case MD_SPAN_CODE: --m_code; break;
    case MD_SPAN_A: m_links.pop_back(); break;
    case MD_SPAN_IMG: leaveImage(); break;
    default: break;
    }
}

/// An image is never loaded: its words and its address stand in its place.
void MarkdownWalker::leaveImage()
{
    const QString url = m_imageUrls.back();
    m_imageUrls.pop_back();
    if (!url.isEmpty()) {
        append(QStringLiteral(" ("), m_sourceEnd, 0);
        enterLink(url);
        append(url, m_sourceEnd, 0);
        m_links.pop_back();
        append(QStringLiteral(")"), m_sourceEnd, 0);
    }
    --m_imageDepth;
}

/// Source from the last text to the end of its line, with the blanks that ask for a hard break.
int MarkdownWalker::restOfLine() const
{
    const qsizetype newline = m_source.indexOf(QLatin1Char('\n'), m_sourceEnd);
    return newline < 0 ? 0 : int(newline) + 1 - m_sourceEnd;
}

void MarkdownWalker::lineEnd(bool isHard)
{
    if (isHard || m_mask.isInFormula(m_byteEnd))
        append(QString(QChar(QChar::LineSeparator)), m_sourceEnd, restOfLine());
    else
        m_pendingLineEnd = true;
}

/// A soft line end is a space, but between Han characters it is nothing.
void MarkdownWalker::flushLineEnd(QChar next)
{
    m_pendingLineEnd = false;
    const bool hasText = m_builder.isOpen() && !m_builder.block().pieces.empty() && !m_builder.piece().text.isEmpty();
    if (hasText && !(isHanOrWide(m_builder.piece().text.back()) && isHanOrWide(next)))
        append(QStringLiteral(" "), m_sourceEnd, restOfLine());
}

void MarkdownWalker::append(QStringView shown, int source, int sourceLength)
{
    m_builder.text(shown, source, sourceLength, style(), m_links.empty() ? -1 : m_links.back());
}

void MarkdownWalker::text(MD_TEXTTYPE type, const char *bytes, int size)
{
    const int offset = offsetOf(bytes);
    const int source = offset < 0 ? m_sourceEnd : m_map.unit(offset);
    const int end = offset < 0 ? m_sourceEnd : m_map.unit(offset + size);
    const QStringView original = offset < 0 ? QStringView() : QStringView(m_source).sliced(source, end - source);
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        lineEnd(type == MD_TEXT_BR);
        return;
    }
    const QString constant = offset < 0 ? QString::fromUtf8(bytes, size) : QString();
    const QStringView shown = offset < 0 ? QStringView(constant) : original;
    if (m_isInCode) {
        m_sourceEnd = end;
        codeText(shown, source, offset < 0);
        return;
    }
    if (m_pendingLineEnd && !shown.isEmpty())
        flushLineEnd(shown.front());
    if (type == MD_TEXT_ENTITY)
        append(characterOf(shown), source, end - source);
    else if (type == MD_TEXT_NULLCHAR)
        append(QString(QChar(QChar::ReplacementCharacter)), source, end - source);
    else
        append(shown, source, end - source);
    m_sourceEnd = end;
    m_byteEnd = offset < 0 ? m_byteEnd : offset + size;
}

} // namespace triptych
