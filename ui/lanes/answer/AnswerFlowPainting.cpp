// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Painting of AnswerFlow.

#include "ui/lanes/answer/AnswerFlow.h"

#include "ui/shell/Theme.h"

#include <QPainter>
#include <cmath>

namespace triptych {

void AnswerFlow::draw(QPainter &painter, qreal from, qreal to, const SourceRange &selection)
{
    const int first = blockAt(from);
    if (first < 0)
        return;
    int drawnGroup = -1;
    for (int i = first; i < int(m_blocks.size()) && top(i) - m_entries[std::size_t(i)].frame.top <= to; ++i) {
        const AnswerBlock &block = m_blocks[std::size_t(i)];
        const Group *group = groupOf(i);
        if (group && block.group != drawnGroup && group->first >= 0) {
            drawnGroup = block.group;
            if (block.kind == AnswerBlock::Code)
                drawCodeGround(painter, *group, from, to);
            const QRectF thumb = thumbOf(*group);
            QColor color = m_style.colors.outline;
            color.setAlphaF(0.5);
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            if (!thumb.isEmpty())
                painter.drawRoundedRect(thumb, barHeight / 2, barHeight / 2);
        }
        drawMargins(painter, i);
        drawBlock(painter, i, selection);
    }
    dropHiddenLayouts(from, to);
}

void AnswerFlow::drawCodeGround(QPainter &painter, const Group &group, qreal from, qreal to) const
{
    QRectF box = groupBox(group);
    const QRectF head(box.left() + AnswerStyle::codePadding, box.top() + 8, box.width() - 2 * AnswerStyle::codePadding,
                      AnswerStyle::codeHead);
    const QString language = m_blocks[std::size_t(group.first)].language;
    // Far beyond the view there is nothing to see, and huge rounded shapes are slow.
    box.setTop(qMax(box.top(), from - 100));
    box.setBottom(qMin(box.bottom(), to + 100));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.colors.code);
    painter.drawRoundedRect(box, Theme::corner, Theme::corner);
    if (head.bottom() < from)
        return;
    painter.setFont(m_style.small.font);
    painter.setPen(m_style.colors.text2);
    const QString shown = QFontMetricsF(m_style.small.font).elidedText(language, Qt::ElideRight, head.width() - 32);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, shown);
    m_style.copyIcon.paint(&painter, copyBox(group.first).adjusted(4, 4, -4, -4).toRect());
}

/// Bars of quotes and the marker of a list item.
void AnswerFlow::drawMargins(QPainter &painter, int index) const
{
    const AnswerBlock &block = m_blocks[std::size_t(index)];
    const Entry &entry = m_entries[std::size_t(index)];
    const qreal y = top(index);
    for (std::size_t depth = 0; depth < block.containers.size(); ++depth) {
        if (block.containers[depth] != AnswerBlock::Quote)
            continue;
        const bool goesOn = index > 0 && m_blocks[std::size_t(index) - 1].containers.size() > depth
            && m_blocks[std::size_t(index) - 1].containers[depth] == AnswerBlock::Quote;
        const qreal above = entry.frame.top + (goesOn ? entry.frame.gap : 0);
        const qreal x = BlockFrame::indentOf(block, depth);
        painter.fillRect(QRectF(x, y - above, 2, entry.height + above + entry.frame.bottom), m_style.colors.hairline);
    }
    if (block.marker.isEmpty())
        return;
    const AnswerStyle::Face &face = BlockLayout::faceOf(block, m_style);
    const qreal line = block.kind == AnswerBlock::Code ? AnswerStyle::codeHead : face.line;
    const qreal markerTop = block.kind == AnswerBlock::Code ? y - entry.frame.top + 8 : y;
    const qreal textLeft = BlockFrame::indentOf(block, block.containers.size());
    if (block.marker == QStringLiteral("\u2022")) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_style.textColor());
        painter.drawEllipse(QPointF(textLeft - AnswerStyle::gutter + 3, markerTop + line / 2 + 0.5), 2.5, 2.5);
        return;
    }
    painter.setFont(m_style.base.font);
    painter.setPen(m_style.textColor());
    painter.drawText(QRectF(textLeft - 60, markerTop, 60 - 4, line), Qt::AlignRight | Qt::AlignVCenter, block.marker);
}

void AnswerFlow::drawBlock(QPainter &painter, int index, const SourceRange &selection)
{
    const AnswerBlock &block = m_blocks[std::size_t(index)];
    const Entry &entry = m_entries[std::size_t(index)];
    if (block.kind == AnswerBlock::Rule) {
        painter.fillRect(QRectF(entry.frame.left, top(index), textWidth(index), 1), m_style.colors.hairline);
        return;
    }
    const bool isClipped = canScroll(index);
    painter.save();
    if (isClipped)
        painter.setClipRect(QRectF(entry.frame.left, top(index), textWidth(index), entry.height), Qt::IntersectClip);
    layoutOf(index).draw(painter, originOf(index), selection, m_style);
    if (block.kind == AnswerBlock::TableRow) {
        const qreal y = std::floor(top(index) + entry.height) - 1;
        const qreal width = qMin(textWidth(index), layoutOf(index).naturalWidth());
        painter.fillRect(QRectF(entry.frame.left, y, width, 1),
                         block.isHeader ? m_style.colors.outline : m_style.colors.hairline);
    }
    painter.restore();
}

} // namespace triptych
