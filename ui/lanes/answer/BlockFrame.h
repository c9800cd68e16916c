// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/answer/AnswerStyle.h"
#include "ui/lanes/markdown/AnswerBlock.h"

#include <deque>

namespace triptych {

/// The space around the text of a block, decided from its kind and its neighbour above.
struct BlockFrame
{
    qreal gap = 0; ///< Empty space above.
    qreal top = 0; ///< Inside the ground: padding, and the head of a code block.
    qreal bottom = 0;
    qreal left = 0; ///< Indentation by lists and quotes, and padding.
    qreal right = 0;

    static BlockFrame of(const AnswerBlock &block, const AnswerBlock *above);
    static qreal indentOf(const AnswerBlock &block,
                          std::size_t depth); ///< Left edge inside the first `depth` containers.
};

/// Widths for the columns of a table from its first rows: what they want, or shared out when the lane is too narrow.
std::vector<qreal> columnWidths(const std::deque<AnswerBlock> &blocks, std::size_t firstRow, const AnswerStyle &style,
                                qreal width);

} // namespace triptych
