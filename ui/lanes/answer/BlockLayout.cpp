// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/BlockLayout.h"

#include "ui/shell/Theme.h"

#include <QPainter>
#include <cmath>

namespace triptych {

namespace {

constexpr qreal cellPadding = 8; // right of a cell
constexpr qreal rowPadding = 4; // above and below

QList<QTextLayout::FormatRange> formatsOf(const TextPiece &piece, const AnswerStyle &style,
                                          const AnswerStyle::Face &face, bool isStrong)
{
    QList<QTextLayout::FormatRange> formats;
    if (isStrong)
        formats.append({0, int(piece.text.size()), style.format(BoldStyle, face)});
    for (const StyleRun &run : piece.runs) {
        const quint8 bits = quint8(run.style | (isStrong ? BoldStyle : PlainStyle));
        formats.append({run.start, run.length, style.format(bits, face)});
    }
    return formats;
}

} // namespace

const AnswerStyle::Face &BlockLayout::faceOf(const AnswerBlock &block, const AnswerStyle &style)
{
    switch (block.kind) {
    case AnswerBlock::Code: return style.fixed;
    case AnswerBlock::Source: return style.sourceFace();
    case AnswerBlock::Heading: return block.level <= 3 ? style.large : style.base;
    default: return style.base;
    }
}

BlockLayout::BlockLayout(const AnswerBlock &block, const AnswerStyle &style, qreal width,
                         const std::vector<qreal> &columns)
    : m_block(block),
      m_face(faceOf(block, style)),
      m_cells(block.pieces.size())
{
    const bool isRow = block.kind == AnswerBlock::TableRow;
    const bool isStrong = block.isHeader || (block.kind == AnswerBlock::Heading && block.level > 3);
    qreal x = 0;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const qreal column = !isRow ? width : i < columns.size() ? columns[i] : 0;
        m_cells[i].origin = QPointF(x, isRow ? rowPadding : 0);
        m_height = qMax(
            m_height, layOut(m_cells[i], block.pieces[i], style, isRow ? column - 2 * cellPadding : column, isStrong));
        x += column;
    }
    if (isRow) {
        m_height += 2 * rowPadding;
        m_naturalWidth = x;
    }
    if (style.isProse && block.kind == AnswerBlock::Source && block.pieces.front().text.isEmpty())
        m_height = 8; // an empty line between paragraphs
}

qreal BlockLayout::layOut(Cell &cell, const TextPiece &piece, const AnswerStyle &style, qreal width, bool isStrong)
{
    cell.text = std::make_unique<QTextLayout>(piece.text, m_face.font);
    const bool wraps = m_block.kind != AnswerBlock::Code;
    QTextOption option(piece.alignment);
    option.setWrapMode(wraps ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
    option.setTabStopDistance(4 * QFontMetricsF(m_face.font).horizontalAdvance(QLatin1Char(' ')));
    cell.text->setTextOption(option);
    cell.text->setFormats(formatsOf(piece, style, m_face, isStrong));
    cell.text->setCacheEnabled(true);
    cell.text->beginLayout();
    for (QTextLine line = cell.text->createLine(); line.isValid(); line = cell.text->createLine()) {
        line.setLineWidth(wraps ? qMax<qreal>(8, width) : 1e6);
        line.setPosition(QPointF(0, cell.height + m_face.baseline - std::ceil(line.ascent())));
        cell.height += m_face.line;
        if (!wraps)
            m_naturalWidth = qMax(m_naturalWidth, line.naturalTextWidth());
    }
    cell.text->endLayout();
    return qMax(cell.height, m_face.line);
}

void BlockLayout::draw(QPainter &painter, QPointF origin, const SourceRange &selection, const AnswerStyle &style) const
{
    drawCodeGrounds(painter, origin, style);
    painter.setPen(m_block.containers.empty() || m_block.containers.back() != AnswerBlock::Quote ? style.textColor()
                                                                                                 : style.colors.text2);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        QList<QTextLayout::FormatRange> selected;
        const SourceRange shown = m_block.pieces[i].shownRange(selection);
        if (!shown.isEmpty()) {
            QTextLayout::FormatRange range;
            range.start = shown.start;
            range.length = shown.end - shown.start;
            range.format.setBackground(style.colors.selection);
            selected.append(range);
        }
        m_cells[i].text->draw(&painter, origin + m_cells[i].origin, selected);
    }
}

std::vector<QRectF> BlockLayout::runBoxes(std::size_t index, const StyleRun &run) const
{
    std::vector<QRectF> boxes;
    const Cell &cell = m_cells[index];
    for (int i = 0; i < cell.text->lineCount(); ++i) {
        const QTextLine line = cell.text->lineAt(i);
        const int start = qMax(run.start, line.textStart());
        const int end = qMin(run.start + run.length, line.textStart() + line.textLength());
        if (start < end) {
            const qreal left = line.cursorToX(start);
            boxes.emplace_back(cell.origin + QPointF(left, i * m_face.line),
                               QSizeF(line.cursorToX(end) - left, m_face.line));
        }
    }
    return boxes;
}

void BlockLayout::drawCodeGrounds(QPainter &painter, QPointF origin, const AnswerStyle &style) const
{
    if (style.isProse || m_block.kind == AnswerBlock::Code || m_block.kind == AnswerBlock::Source)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colors.code);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        for (const StyleRun &run : m_block.pieces[i].runs) {
            if (!(run.style & CodeStyle))
                continue;
            for (const QRectF &box : runBoxes(i, run))
                painter.drawRoundedRect(box.translated(origin).adjusted(-2, 1, 2, -1), Theme::innerCorner,
                                        Theme::innerCorner);
        }
    }
}

BlockLayout::Spot BlockLayout::spotAt(QPointF point) const
{
    std::size_t index = 0;
    while (index + 1 < m_cells.size() && point.x() >= m_cells[index + 1].origin.x())
        ++index;
    if (m_cells.empty())
        return {};
    const Cell &cell = m_cells[index];
    const QPointF inner = point - cell.origin;
    const int lines = cell.text->lineCount();
    const int row = qBound(0, int(std::floor(inner.y() / m_face.line)), qMax(0, lines - 1));
    if (lines == 0)
        return {int(index), 0, -1};
    const QTextLine line = cell.text->lineAt(row);
    Spot spot {int(index), line.xToCursor(inner.x()), -1};
    for (const StyleRun &run : m_block.pieces[index].runs) {
        if (run.link < 0)
            continue;
        for (const QRectF &box : runBoxes(index, run)) {
            if (box.contains(point))
                spot.link = run.link;
        }
    }
    return spot;
}

QRectF BlockLayout::cursorRect(int piece, int position) const
{
    if (piece < 0 || std::size_t(piece) >= m_cells.size())
        return QRectF(0, 0, 1, m_face.line);
    const Cell &cell = m_cells[std::size_t(piece)];
    const QTextLine line = cell.text->lineForTextPosition(position);
    if (!line.isValid())
        return QRectF(cell.origin, QSizeF(1, m_face.line));
    return QRectF(cell.origin + QPointF(line.cursorToX(position), line.lineNumber() * m_face.line),
                  QSizeF(1, m_face.line));
}

std::vector<QRectF> BlockLayout::linkBoxes(int link) const
{
    std::vector<QRectF> boxes;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        for (const StyleRun &run : m_block.pieces[i].runs) {
            if (run.link != link)
                continue;
            const std::vector<QRectF> some = runBoxes(i, run);
            boxes.insert(boxes.end(), some.begin(), some.end());
        }
    }
    return boxes;
}

} // namespace triptych
