// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/BlockFrame.h"

#include <QFontMetricsF>
#include <numeric>

namespace triptych {

namespace {

constexpr qreal numberGutter = 24;
constexpr qreal quoteGutter = 12;
constexpr qreal narrowest = 56; // of a column that had to shrink
constexpr qreal widest = 360; // that a column asks for
constexpr int sampledRows = 60;
constexpr int sampledCharacters = 120;

qreal gapBetween(const AnswerBlock &above, const AnswerBlock &block)
{
    if (block.kind == AnswerBlock::Source || block.isContinuation || (block.group >= 0 && block.group == above.group))
        return 0;
    if (above.group >= 0 || block.group >= 0)
        return 12;
    if (block.kind == AnswerBlock::Heading)
        return 16;
    if (block.kind == AnswerBlock::Rule || above.kind == AnswerBlock::Rule)
        return 12;
    const bool isNextItem = block.isTight && above.isTight && !above.containers.empty();
    return isNextItem ? 0 : 8;
}

} // namespace

qreal BlockFrame::indentOf(const AnswerBlock &block, std::size_t depth)
{
    qreal indent = 0;
    for (std::size_t i = 0; i < depth; ++i) {
        const auto container = block.containers[i];
        indent += container == AnswerBlock::Quote  ? quoteGutter
            : container == AnswerBlock::NumberItem ? numberGutter
                                                   : AnswerStyle::gutter;
    }
    return indent;
}

BlockFrame BlockFrame::of(const AnswerBlock &block, const AnswerBlock *above)
{
    BlockFrame frame;
    frame.gap = above ? gapBetween(*above, block) : 0;
    frame.left = indentOf(block, block.containers.size());
    if (block.kind == AnswerBlock::Code) {
        frame.left += AnswerStyle::codePadding;
        frame.right = AnswerStyle::codePadding;
        frame.top = block.isFirst ? 8 + AnswerStyle::codeHead + 4 : 0;
        frame.bottom = block.isLast ? 8 : 0;
    }
    return frame;
}

std::vector<qreal> columnWidths(const std::deque<AnswerBlock> &blocks, std::size_t firstRow, const AnswerStyle &style,
                                qreal width)
{
    const QFontMetricsF metrics(style.base.font);
    std::vector<qreal> wanted;
    const int group = blocks[firstRow].group;
    for (std::size_t row = firstRow; row < blocks.size() && row < firstRow + sampledRows && blocks[row].group == group;
         ++row) {
        const std::vector<TextPiece> &cells = blocks[row].pieces;
        wanted.resize(qMax(wanted.size(), cells.size()), 0);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const qreal strong = blocks[row].isHeader ? 1.1 : 1.0;
            const qreal text = strong * metrics.horizontalAdvance(cells[i].text.left(sampledCharacters)) + 18;
            wanted[i] = qMax(wanted[i], qMin(widest, text));
        }
    }
    const qreal sum = std::accumulate(wanted.begin(), wanted.end(), 0.0);
    if (sum <= width)
        return wanted;
    const auto least = [](qreal column) { return qMin(column, narrowest); };
    const qreal leastSum = std::accumulate(wanted.begin(), wanted.end(), 0.0,
                                           [&](qreal all, qreal column) { return all + least(column); });
    const qreal share = sum > leastSum ? qMax(0.0, (width - leastSum) / (sum - leastSum)) : 0;
    for (qreal &column : wanted)
        column = least(column) + (column - least(column)) * share;
    return wanted;
}

} // namespace triptych
