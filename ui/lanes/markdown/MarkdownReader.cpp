// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/markdown/MarkdownReader.h"

#include "ui/lanes/markdown/BlockBuilder.h"
#include "ui/lanes/markdown/CharacterReference.h"
#include "ui/lanes/markdown/MarkdownMask.h"
#include "ui/lanes/markdown/SourceExtent.h"

#include <QUrl>
#include <md4c.h>

namespace triptych {

namespace {

constexpr int maxBlocks = 1'000'000; // rows times columns of a hostile table grow beyond any use

/// Where each byte of a UTF-8 text lies in its UTF-16 original.
class OffsetMap
{
public:
    explicit OffsetMap(const QByteArray &utf8, qsizetype units) : m_isAscii(utf8.size() == units)
    {
        if (m_isAscii)
            return;
        m_units.reserve(std::size_t(utf8.size()) + 1);
        int unit = 0;
        for (const char c : utf8) {
            const auto byte = uchar(c);
            const bool isLead = (byte & 0xc0) != 0x80;
            m_units.push_back(isLead ? unit : unit - 1);
            if (isLead)
                unit += byte >= 0xf0 ? 2 : 1;
        }
        m_units.push_back(unit);
    }
    int unit(int byte) const { return m_isAscii ? byte : m_units[std::size_t(byte)]; }

private:
    bool m_isAscii;
    std::vector<int> m_units;
};

struct ListState
{
    bool isOrdered = false;
    bool isTight = false;
    unsigned next = 1;
    QChar delimiter = QLatin1Char('.');
};

class Reader
{
public:
    Reader(const QString &source, const std::function<bool()> &isCancelled)
        : m_source(source), m_utf8(source.toUtf8()), m_mask(MarkdownMask::of(m_utf8)), m_map(m_utf8, source.size()),
          m_isCancelled(isCancelled), m_builder(m_document)
    {
    }

    MarkdownDocument read();

    bool enterBlock(MD_BLOCKTYPE type, const void *detail);
    bool leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, const void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, const char *bytes, int size);

private:
    void enterItem(const MD_BLOCK_LI_DETAIL &detail);
    void enterCode(const MD_BLOCK_CODE_DETAIL &detail);
    void codeText(QStringView shown, int source, bool isConstant);
    void leaveItem();
    void enterLink(const QString &target);
    void leaveImage();
    void lineEnd(bool isHard);
    void flushLineEnd(QChar next);
    void append(QStringView shown, int source, int sourceLength);
    QString attribute(const MD_ATTRIBUTE &value) const;
    /// Byte offset of what the parser points at; -1 for its own constants.
    int offsetOf(const char *bytes) const
    {
        const char *begin = m_mask.text.constData();
        return std::less_equal<>()(begin, bytes) && std::less<>()(bytes, begin + m_mask.text.size()) ? int(bytes - begin) : -1;
    }
    quint8 style() const;

    const QString &m_source;
    const QByteArray m_utf8;
    const MarkdownMask m_mask;
    const OffsetMap m_map;
    const std::function<bool()> &m_isCancelled;
    MarkdownDocument m_document;
    BlockBuilder m_builder;

    std::vector<ListState> m_lists;
    std::vector<QString> m_imageUrls;
    int m_depthBeyond = 0; ///< Containers deeper than are shown.
    int m_bold = 0, m_italic = 0, m_strike = 0, m_code = 0, m_imageDepth = 0;
    std::vector<int> m_links;
    bool m_isInCode = false;
    int m_entered = 0;
    bool m_pendingLineEnd = false;
    int m_sourceEnd = 0; ///< Of the last text.
    int m_byteEnd = 0; ///< The same in UTF-8.
};

quint8 Reader::style() const
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

bool Reader::enterBlock(MD_BLOCKTYPE type, const void *detail)
{
    if (++m_entered > maxBlocks || (m_isCancelled && m_isCancelled()))
        return false;
    const auto enterContainer = [this](AnswerBlock::Container container) {
        if (int(m_builder.containers.size()) < AnswerBlock::maxDepth)
            m_builder.containers.push_back(container);
        else
            ++m_depthBeyond;
    };
    switch (type) {
    case MD_BLOCK_QUOTE:
        m_builder.close();
        enterContainer(AnswerBlock::Quote);
        break;
    case MD_BLOCK_UL:
        m_builder.close();
        m_lists.push_back({false, static_cast<const MD_BLOCK_UL_DETAIL *>(detail)->is_tight != 0, 1, {}});
        break;
    case MD_BLOCK_OL: {
        m_builder.close();
        const auto &list = *static_cast<const MD_BLOCK_OL_DETAIL *>(detail);
        m_lists.push_back({true, list.is_tight != 0, list.start, QLatin1Char(list.mark_delimiter)});
        break;
    }
    case MD_BLOCK_LI:
        m_builder.close();
        enterContainer(m_lists.back().isOrdered ? AnswerBlock::NumberItem : AnswerBlock::BulletItem);
        enterItem(*static_cast<const MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_P: m_builder.open(AnswerBlock::Paragraph); break;
    case MD_BLOCK_H:
        m_builder.open(AnswerBlock::Heading);
        m_builder.block().level = int(static_cast<const MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_HR:
        m_builder.open(AnswerBlock::Rule);
        m_builder.close();
        break;
    case MD_BLOCK_CODE:
        enterCode(*static_cast<const MD_BLOCK_CODE_DETAIL *>(detail));
        break;
    case MD_BLOCK_TABLE: m_builder.openTable(); break;
    case MD_BLOCK_THEAD: m_builder.isTight = true; break;
    case MD_BLOCK_TR: m_builder.openRow(m_builder.isTight); break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: {
        const MD_ALIGN align = static_cast<const MD_BLOCK_TD_DETAIL *>(detail)->align;
        m_builder.openPiece(align == MD_ALIGN_RIGHT ? Qt::AlignRight : align == MD_ALIGN_CENTER ? Qt::AlignHCenter : Qt::AlignLeft);
        break;
    }
    default: break;
    }
    return true;
}

void Reader::enterItem(const MD_BLOCK_LI_DETAIL &detail)
{
    ListState &list = m_lists.back();
    m_builder.isTight = list.isTight;
    if (detail.is_task)
        m_builder.marker = detail.task_mark == ' ' ? QStringLiteral("\u2610") : QStringLiteral("\u2611");
    else
        m_builder.marker = list.isOrdered ? QString::number(list.next) + list.delimiter : QStringLiteral("\u2022");
    ++list.next;
}

void Reader::enterCode(const MD_BLOCK_CODE_DETAIL &detail)
{
    m_isInCode = true;
    m_builder.openCode(attribute(detail.lang));
    if (!detail.fence_char)
        return;
    const qsizetype fence = m_source.indexOf(QString(3, QLatin1Char(detail.fence_char)), m_sourceEnd);
    const qsizetype lineEnd = fence < 0 ? -1 : m_source.indexOf(QLatin1Char('\n'), fence);
    if (lineEnd >= 0)
        m_sourceEnd = int(lineEnd) + 1;
}

/// The parser hands line ends and indentation over as its own constants.
void Reader::codeText(QStringView shown, int source, bool isConstant)
{
    if (!isConstant) {
        m_builder.code(shown, source);
    } else if (shown == QLatin1String("\n")) {
        const qsizetype newline = m_source.indexOf(QLatin1Char('\n'), source);
        const int end = int(newline < 0 ? m_source.size() : newline);
        m_builder.endCodeLine(end, newline < 0 ? 0 : 1);
        m_sourceEnd = end + (newline < 0 ? 0 : 1);
    } else {
        m_builder.codeIndent(shown, source);
    }
}

void Reader::leaveItem()
{
    if (!m_builder.marker.isEmpty()) // an empty item still shows
        m_builder.open(AnswerBlock::Paragraph);
    m_builder.close();
    m_builder.isTight = false;
}

bool Reader::leaveBlock(MD_BLOCKTYPE type)
{
    m_pendingLineEnd = false;
    switch (type) {
    case MD_BLOCK_LI:
        leaveItem();
        [[fallthrough]];
    case MD_BLOCK_QUOTE:
        m_builder.close();
        if (m_depthBeyond > 0)
            --m_depthBeyond;
        else
            m_builder.containers.pop_back();
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_builder.close();
        m_lists.pop_back();
        m_builder.isTight = !m_lists.empty() && m_lists.back().isTight;
        break;
    case MD_BLOCK_CODE:
        m_builder.closeCode();
        m_isInCode = false;
        break;
    case MD_BLOCK_THEAD: m_builder.isTight = false; break;
    case MD_BLOCK_TABLE: m_builder.closeTable(); break;
    case MD_BLOCK_P:
    case MD_BLOCK_H:
    case MD_BLOCK_TR: m_builder.close(); break;
    default: break;
    }
    return true;
}

/// The original text of an attribute, entities resolved. Empty when it holds covered bytes that cannot be traced back.
QString Reader::attribute(const MD_ATTRIBUTE &value) const
{
    if (value.size == 0)
        return {};
    const int offset = offsetOf(value.text);
    const QByteArray bytes = offset >= 0 ? m_utf8.mid(offset, int(value.size)) : QByteArray(value.text, int(value.size));
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

void Reader::enterLink(const QString &target)
{
    const QUrl url(target, QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    const bool isWeb = url.isValid() && !url.host().isEmpty() && (scheme == QLatin1String("http") || scheme == QLatin1String("https"));
    m_links.push_back(isWeb ? int(m_document.links.size()) : -1);
    if (isWeb)
        m_document.links.push_back(target);
}

void Reader::enterSpan(MD_SPANTYPE type, const void *detail)
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

void Reader::leaveSpan(MD_SPANTYPE type)
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
void Reader::leaveImage()
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

bool isHanOrWide(QChar c)
{
    return c.isSurrogate() || (c.unicode() >= 0x2e80 && c.unicode() <= 0x9fff) || (c.unicode() >= 0xff00 && c.unicode() <= 0xffef);
}

void Reader::lineEnd(bool isHard)
{
    if (isHard || m_mask.isInFormula(m_byteEnd))
        append(QString(QChar(QChar::LineSeparator)), m_sourceEnd, 1);
    else
        m_pendingLineEnd = true;
}

/// A soft line end is a space, but between Han characters it is nothing.
void Reader::flushLineEnd(QChar next)
{
    m_pendingLineEnd = false;
    const bool hasText = m_builder.isOpen() && !m_builder.block().pieces.empty() && !m_builder.piece().text.isEmpty();
    if (hasText && !(isHanOrWide(m_builder.piece().text.back()) && isHanOrWide(next)))
        append(QStringLiteral(" "), m_sourceEnd, 1);
}

void Reader::append(QStringView shown, int source, int sourceLength)
{
    m_builder.text(shown, source, sourceLength, style(), m_links.empty() ? -1 : m_links.back());
}

void Reader::text(MD_TEXTTYPE type, const char *bytes, int size)
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

MarkdownDocument Reader::read()
{
    MD_PARSER parser {};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *self) {
        return static_cast<Reader *>(self)->enterBlock(type, detail) ? 0 : 1;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *self) { return static_cast<Reader *>(self)->leaveBlock(type) ? 0 : 1; };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *self) {
        static_cast<Reader *>(self)->enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *self) {
        static_cast<Reader *>(self)->leaveSpan(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *self) {
        static_cast<Reader *>(self)->text(type, bytes, int(size));
        return 0;
    };
    if (md_parse(m_mask.text.constData(), MD_SIZE(m_mask.text.size()), &parser, this) != 0)
        return readAsCode(m_source, {});
    m_builder.close();
    setSourceExtents(m_document, m_source);
    return std::move(m_document);
}

} // namespace

MarkdownDocument readMarkdown(const QString &source, const std::function<bool()> &isCancelled)
{
    return Reader(source, isCancelled).read();
}

MarkdownDocument readAsCode(const QString &source, const QString &language)
{
    MarkdownDocument document;
    BlockBuilder builder(document);
    builder.openCode(language);
    QStringView text = source;
    while (text.endsWith(QLatin1Char('\n')))
        text.chop(1);
    builder.code(text, 0);
    builder.closeCode();
    setSourceExtents(document, source);
    return document;
}

} // namespace triptych
