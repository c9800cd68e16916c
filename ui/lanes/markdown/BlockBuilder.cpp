// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/markdown/BlockBuilder.h"

namespace triptych {

namespace {
constexpr std::size_t maxColumns = 64;
}

void BlockBuilder::open(AnswerBlock::Kind kind)
{
    close();
    m_block = AnswerBlock {};
    m_block.kind = kind;
    m_block.containers = containers;
    m_block.marker = std::exchange(marker, {});
    m_block.isTight = isTight;
    m_isOpen = true;
    if (kind != AnswerBlock::TableRow)
        m_block.pieces.emplace_back();
}

void BlockBuilder::close()
{
    if (!m_isOpen)
        return;
    m_isOpen = false;
    m_document.blocks.push_back(std::move(m_block));
}

void BlockBuilder::openPiece(Qt::Alignment alignment)
{
    if (m_block.pieces.size() >= maxColumns)
        return; // the rest of an endless row is only in the source
    m_block.pieces.emplace_back();
    m_block.pieces.back().alignment = alignment;
}

void BlockBuilder::text(QStringView shown, int source, int sourceLength, quint8 style, int link)
{
    if (!m_isOpen)
        open(AnswerBlock::Paragraph);
    const auto room = [this] { return qMax<qsizetype>(0, AnswerBlock::maxCharacters - piece().text.size()); };
    if (m_block.kind == AnswerBlock::TableRow) {
        shown = shown.first(qMin(shown.size(), room())); // the rest of an endless cell is only in the source
        sourceLength = qMin(sourceLength, int(shown.size()));
    }
    while (shown.size() > room()) {
        qsizetype take = shown.size() == sourceLength ? room() : 0;
        if (take > 0 && shown[take].isLowSurrogate())
            --take;
        appendStyled(shown.first(take), source, int(take), style, link);
        shown = shown.sliced(take);
        source += int(take);
        sourceLength -= int(take);
        splitParagraph();
    }
    appendStyled(shown, source, sourceLength, style, link);
}

void BlockBuilder::appendStyled(QStringView shown, int source, int sourceLength, quint8 style, int link)
{
    TextPiece &target = piece();
    const int start = int(target.text.size());
    target.append(shown, source, sourceLength);
    if (style == PlainStyle || shown.isEmpty())
        return;
    if (!target.runs.empty()) {
        StyleRun &last = target.runs.back();
        if (last.style == style && last.link == link && last.start + last.length == start) {
            last.length += int(shown.size());
            return;
        }
    }
    target.runs.push_back({start, int(shown.size()), style, link});
}

void BlockBuilder::splitParagraph()
{
    const AnswerBlock::Kind kind = m_block.kind;
    const int level = m_block.level;
    open(kind);
    m_block.level = level;
    m_block.isContinuation = true;
}

void BlockBuilder::openInGroup(AnswerBlock::Kind kind)
{
    const bool isFirst = m_group < 0;
    if (isFirst)
        m_group = m_document.groups++;
    open(kind);
    m_block.group = m_group;
    m_block.isFirst = isFirst;
    m_block.language = m_language;
}

void BlockBuilder::closeGroup()
{
    close();
    if (!m_document.blocks.empty() && m_document.blocks.back().group == m_group)
        m_document.blocks.back().isLast = true;
    m_group = -1;
    m_language.clear();
}

void BlockBuilder::openCode(const QString &language)
{
    m_language = language;
    m_keywords = std::make_unique<CodeKeywords>(language);
    openInGroup(AnswerBlock::Code);
    m_lineStart = 0;
    m_lines = 0;
}

void BlockBuilder::code(QStringView shown, int source)
{
    while (!shown.isEmpty()) {
        breakLongCode();
        const qsizetype newline = shown.indexOf(QLatin1Char('\n'));
        const qsizetype room = qMax<qsizetype>(1, AnswerBlock::maxCharacters - piece().text.size());
        qsizetype take = qMin(newline < 0 ? shown.size() : newline, room);
        if (take > 1 && take < shown.size() && shown[take].isLowSurrogate())
            --take;
        piece().append(shown.first(take), source, int(take));
        if (take == newline) {
            endCodeLine(source + int(take), 1);
            ++take;
        }
        shown = shown.sliced(take);
        source += int(take);
    }
}

void BlockBuilder::codeIndent(QStringView spaces, int source)
{
    breakLongCode();
    piece().append(spaces, source, 0);
}

void BlockBuilder::endCodeLine(int source, int sourceLength)
{
    breakLongCode();
    m_keywords->mark(QStringView(piece().text).sliced(m_lineStart), m_lineStart, piece().runs);
    piece().append(QString(QChar(QChar::LineSeparator)), source, sourceLength);
    m_lineStart = int(piece().text.size());
    ++m_lines;
}

void BlockBuilder::breakLongCode()
{
    if (m_lines >= AnswerBlock::maxLines || piece().text.size() >= AnswerBlock::maxCharacters)
        flushCode();
}

/// The last line of a block needs no separator after it; it would show as one more line.
void BlockBuilder::endCodePiece()
{
    TextPiece &code = piece();
    if (m_lineStart < code.text.size()) {
        m_keywords->mark(QStringView(code.text).sliced(m_lineStart), m_lineStart, code.runs);
    } else if (m_lineStart > 0) {
        code.text.chop(1);
        SourceSegment &last = code.segments.back();
        if (last.length == last.sourceLength && last.length > 1) {
            --last.length;
            --last.sourceLength;
        } else {
            code.segments.pop_back();
        }
    }
}

void BlockBuilder::flushCode()
{
    const bool isMidLine = m_lineStart < piece().text.size();
    endCodePiece();
    openInGroup(AnswerBlock::Code);
    m_block.isContinuation = true;
    m_block.isMidLine = isMidLine;
    m_lineStart = 0;
    m_lines = 0;
}

void BlockBuilder::closeCode()
{
    endCodePiece();
    closeGroup();
}

void BlockBuilder::openTable()
{
    close();
    m_group = -1;
}

void BlockBuilder::openRow(bool isHeader)
{
    openInGroup(AnswerBlock::TableRow);
    m_block.isHeader = isHeader;
}

void BlockBuilder::closeTable()
{
    closeGroup();
}

} // namespace triptych
