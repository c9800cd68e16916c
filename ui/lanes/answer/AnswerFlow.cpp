// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/AnswerFlow.h"

#include <algorithm>
#include <cmath>

namespace triptych {

namespace {

constexpr qreal barRoom = 12; // that the bar adds below the code

qreal estimate(const AnswerBlock &block, const AnswerStyle &style, qreal width)
{
    const qreal line = BlockLayout::faceOf(block, style).line;
    if (block.kind == AnswerBlock::Code) {
        const auto breaks = block.pieces.front().text.count(QChar(QChar::LineSeparator));
        return line * qreal(breaks + 1);
    }
    if (block.kind == AnswerBlock::Rule)
        return 1;
    const qreal perLine = qMax(8.0, width / 7.5);
    return line * qMax(1.0, std::ceil(block.shownLength() / perLine)) + (block.kind == AnswerBlock::TableRow ? 8 : 0);
}

} // namespace

void AnswerFlow::setStyle(const AnswerStyle &style)
{
    m_style = style;
    forget(0);
}

void AnswerFlow::setWidth(qreal width)
{
    if (width == m_width)
        return;
    m_width = width;
    forget(0);
}

/// Everything from a block on has to be measured again.
void AnswerFlow::forget(int from)
{
    m_entries.resize(m_blocks.size());
    for (std::size_t i = std::size_t(from); i < m_blocks.size(); ++i) {
        Entry &entry = m_entries[i];
        entry.frame = BlockFrame::of(m_blocks[i], i ? &m_blocks[i - 1] : nullptr);
        entry.height = estimate(m_blocks[i], m_style, m_width);
        entry.isMeasured = false;
    }
    std::erase_if(m_layouts, [from](const auto &layout) { return layout.first >= from; });
    for (Group &group : m_groups) {
        if (group.last >= from)
            group = {group.first, group.last, 0, group.scroll, {}};
    }
    m_unmeasured
        = int(std::count_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return !entry.isMeasured; }));
    m_nextToMeasure = qMin(m_nextToMeasure, from);
    m_validTops = qMin(m_validTops, from);
}

void AnswerFlow::replaceFrom(int first, std::vector<AnswerBlock> blocks, int groups)
{
    std::size_t same = 0;
    const std::size_t kept = std::size_t(first);
    while (same < blocks.size() && kept + same < m_blocks.size() && blocks[same] == m_blocks[kept + same])
        ++same;
    const int changed = first + int(same);
    std::erase_if(m_layouts, [changed](const auto &layout) { return layout.first >= changed; });
    m_blocks.resize(kept + same);
    std::move(blocks.begin() + std::ptrdiff_t(same), blocks.end(), std::back_inserter(m_blocks));
    m_groups.resize(std::size_t(groups));
    for (std::size_t i = kept + same; i < m_blocks.size(); ++i) {
        if (Group *group = groupOf(int(i))) {
            group->first = m_blocks[i].isFirst ? int(i) : group->first;
            group->last = int(i);
        }
    }
    forget(changed);
}

AnswerFlow::Group *AnswerFlow::groupOf(int index)
{
    const int group = m_blocks[std::size_t(index)].group;
    return group < 0 || std::size_t(group) >= m_groups.size() ? nullptr : &m_groups[std::size_t(group)];
}

const AnswerFlow::Group *AnswerFlow::groupOf(int index) const
{
    return const_cast<AnswerFlow *>(this)->groupOf(index);
}

void AnswerFlow::updateTops(int upTo) const
{
    m_tops.resize(m_entries.size() + 1);
    if (m_validTops == 0)
        m_tops[0] = 0;
    for (; m_validTops < upTo; ++m_validTops) {
        const Entry &entry = m_entries[std::size_t(m_validTops)];
        m_tops[std::size_t(m_validTops) + 1]
            = m_tops[std::size_t(m_validTops)] + entry.frame.gap + entry.frame.top + entry.height + entry.frame.bottom;
    }
}

qreal AnswerFlow::height() const
{
    updateTops(int(m_entries.size()));
    return m_tops.back();
}

qreal AnswerFlow::top(int block) const
{
    updateTops(block);
    const Entry &entry = m_entries[std::size_t(block)];
    return m_tops[std::size_t(block)] + entry.frame.gap + entry.frame.top;
}

int AnswerFlow::blockAt(qreal y) const
{
    if (m_entries.empty())
        return -1;
    updateTops(int(m_entries.size()));
    const auto above = std::upper_bound(m_tops.begin(), m_tops.end() - 1, y);
    return qMax(0, int(above - m_tops.begin()) - 1);
}

qreal AnswerFlow::textWidth(int index) const
{
    const BlockFrame &frame = m_entries[std::size_t(index)].frame;
    return qMax(40.0, m_width - frame.left - frame.right);
}

BlockLayout &AnswerFlow::layoutOf(int index)
{
    std::unique_ptr<BlockLayout> &layout = m_layouts[index];
    if (!layout) {
        static const std::vector<qreal> none;
        Group *group = groupOf(index);
        const AnswerBlock &block = m_blocks[std::size_t(index)];
        if (block.kind == AnswerBlock::TableRow && group && group->columns.empty())
            group->columns = columnWidths(m_blocks, std::size_t(group->first), m_style, textWidth(index));
        layout = std::make_unique<BlockLayout>(block, m_style, textWidth(index), group ? group->columns : none);
    }
    return *layout;
}

void AnswerFlow::measureBlock(int index)
{
    Entry &entry = m_entries[std::size_t(index)];
    if (entry.isMeasured)
        return;
    const bool isRule = m_blocks[std::size_t(index)].kind == AnswerBlock::Rule;
    const qreal height = isRule ? 1 : layoutOf(index).height();
    entry.isMeasured = true;
    --m_unmeasured;
    if (height != entry.height) {
        entry.height = height;
        m_validTops = qMin(m_validTops, index);
    }
    if (!isRule)
        noteWidth(index, layoutOf(index).naturalWidth());
}

/// The last block of a group that scrolls makes room for the bar.
void AnswerFlow::noteWidth(int index, qreal width)
{
    Group *group = groupOf(index);
    if (!group || group->last < 0)
        return;
    group->contentWidth = qMax(group->contentWidth, width);
    Entry &last = m_entries[std::size_t(group->last)];
    const qreal plain = BlockFrame::of(m_blocks[std::size_t(group->last)], nullptr).bottom;
    const qreal bottom = plain + (group->contentWidth > textWidth(index) + 0.5 ? barRoom : 0);
    if (bottom != last.frame.bottom) {
        last.frame.bottom = bottom;
        m_validTops = qMin(m_validTops, group->last);
    }
}

void AnswerFlow::measure(qreal from, qreal to, int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    if (m_unmeasured > 0) {
        for (int i = qMax(0, blockAt(from)); i < int(m_blocks.size()) && top(i) <= to; ++i)
            measureBlock(i);
    }
    while (m_unmeasured > 0 && clock.elapsed() < milliseconds) {
        if (m_nextToMeasure >= int(m_blocks.size()))
            m_nextToMeasure = 0;
        const int index = m_nextToMeasure++;
        const bool wasKept = m_layouts.contains(index);
        measureBlock(index);
        if (!wasKept)
            m_layouts.erase(index);
    }
}

void AnswerFlow::dropHiddenLayouts(qreal from, qreal to)
{
    if (m_layouts.size() < 200)
        return;
    const int first = blockAt(from);
    const int last = blockAt(to);
    std::erase_if(m_layouts, [first, last](const auto &layout) { return layout.first < first || layout.first > last; });
}

QPointF AnswerFlow::originOf(int index) const
{
    const Group *group = groupOf(index);
    return QPointF(m_entries[std::size_t(index)].frame.left - (group ? group->scroll : 0), top(index));
}

QRectF AnswerFlow::cursorRect(int block, int piece, int position)
{
    if (m_blocks[std::size_t(block)].kind == AnswerBlock::Rule)
        return QRectF(0, top(block), 1, 1);
    return layoutOf(block).cursorRect(piece, position).translated(originOf(block));
}

std::vector<QRectF> AnswerFlow::linkBoxes(int block, int link)
{
    std::vector<QRectF> boxes = layoutOf(block).linkBoxes(link);
    for (QRectF &box : boxes)
        box.translate(originOf(block));
    return boxes;
}

bool AnswerFlow::canScroll(int block) const
{
    const Group *group = block < 0 ? nullptr : groupOf(block);
    return group && group->contentWidth > textWidth(block) + 0.5;
}

void AnswerFlow::scrollGroup(int block, qreal by)
{
    if (!canScroll(block))
        return;
    Group *group = groupOf(block);
    group->scroll = qBound(0.0, group->scroll + by, group->contentWidth - textWidth(block));
}

void AnswerFlow::scrollGroupTo(int block, qreal fraction)
{
    if (Group *group = canScroll(block) ? groupOf(block) : nullptr)
        scrollGroup(block, fraction * group->contentWidth - textWidth(block) / 2 - group->scroll);
}

/// The ground of a code block, or the room of a table.
QRectF AnswerFlow::groupBox(const Group &group) const
{
    const BlockFrame &frame = m_entries[std::size_t(group.first)].frame;
    const Entry &last = m_entries[std::size_t(group.last)];
    const qreal top = this->top(group.first) - frame.top;
    const qreal bottom = this->top(group.last) + last.height + last.frame.bottom;
    const qreal padding = frame.right;
    return QRectF(frame.left - padding, top, m_width - frame.left + padding, bottom - top);
}

QRectF AnswerFlow::thumbOf(const Group &group) const
{
    if (!canScroll(group.first))
        return {};
    const qreal room = textWidth(group.first);
    const QRectF box = groupBox(group);
    const BlockFrame &frame = m_entries[std::size_t(group.first)].frame;
    const qreal width = qMax(24.0, room * room / group.contentWidth);
    const qreal travel = (room - width) * group.scroll / (group.contentWidth - room);
    return QRectF(frame.left + travel, box.bottom() - frame.right * 2 / 3 - barHeight, width, barHeight);
}

QRectF AnswerFlow::copyBox(int block) const
{
    const Group *group = groupOf(block);
    if (!group || m_blocks[std::size_t(block)].kind != AnswerBlock::Code)
        return {};
    const QRectF box = groupBox(*group);
    return QRectF(box.right() - AnswerStyle::codePadding - 20, box.top() + 6, 24, 24);
}

AnswerFlow::Hit AnswerFlow::hitAt(QPointF point)
{
    Hit hit;
    hit.block = blockAt(point.y());
    if (hit.block < 0)
        return hit;
    measureBlock(hit.block);
    const Group *group = groupOf(hit.block);
    if (group && copyBox(hit.block).contains(point))
        hit.target = Hit::CopyCode;
    else if (group && thumbOf(*group).adjusted(-1e6, -4, 1e6, 4).contains(point))
        hit.target = Hit::ScrollBar;
    if (m_blocks[std::size_t(hit.block)].kind != AnswerBlock::Rule)
        hit.spot = layoutOf(hit.block).spotAt(point - originOf(hit.block));
    return hit;
}

} // namespace triptych
