// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/BlockFrame.h"

#include <QFontMetricsF>
#include <algorithm>
#include <numeric>

namespace triptych {

namespace {

constexpr qreal numberGutter = 24;
constexpr qreal quoteGutter = 12;
constexpr qreal narrowest = 56; // of a column that had to shrink
constexpr qreal longestWord = 160; // that is not broken while it does
constexpr qreal cellPadding = 18;
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

QFontMetricsF widestFace(const TextPiece &cell, const AnswerStyle &style, bool isHeader)
{
    quint8 bits = isHeader ? BoldStyle : PlainStyle;
    for (const StyleRun &run : cell.runs)
        bits |= run.style & (BoldStyle | CodeStyle);
    return QFontMetricsF(style.format(bits, style.base).font());
}

/// CJK text breaks between any two characters, so that only what has spaces counts.
qreal widestWord(const QString &text, const QFontMetricsF &metrics)
{
    qreal width = 0;
    for (const QString &word : text.split(QLatin1Char(' '))) {
        const bool breaksAnywhere = std::any_of(word.begin(), word.end(), [](QChar c) { return c >= QChar(0x2e80); });
        if (!breaksAnywhere)
            width = qMax(width, metrics.horizontalAdvance(word));
    }
    return width;
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
    std::vector<qreal> wanted;
    std::vector<qreal> least;
    const int group = blocks[firstRow].group;
    for (std::size_t row = firstRow; row < blocks.size() && row < firstRow + sampledRows && blocks[row].group == group;
         ++row) {
        const std::vector<TextPiece> &cells = blocks[row].pieces;
        wanted.resize(qMax(wanted.size(), cells.size()), 0);
        least.resize(wanted.size(), narrowest);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const QFontMetricsF metrics = widestFace(cells[i], style, blocks[row].isHeader);
            const QString text = cells[i].text.left(sampledCharacters);
            wanted[i] = qMax(wanted[i], qMin(widest, metrics.horizontalAdvance(text) + cellPadding));
            least[i] = qMax(least[i], qMin(longestWord, widestWord(text, metrics) + cellPadding));
        }
    }
    const qreal sum = std::accumulate(wanted.begin(), wanted.end(), 0.0);
    if (sum <= width)
        return wanted;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        least[i] = qMin(least[i], wanted[i]);
    const qreal leastSum = std::accumulate(least.begin(), least.end(), 0.0);
    const qreal share = sum > leastSum ? qMax(0.0, (width - leastSum) / (sum - leastSum)) : 0;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        wanted[i] = least[i] + (wanted[i] - least[i]) * share;
    return wanted;
}

} // namespace triptych
