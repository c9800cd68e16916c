// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/AnswerTarget.h"

namespace triptych {

namespace {

/// A link whose words differ in style comes as several runs.
void addLinks(const TextPiece &piece, int block, std::vector<AnswerTarget> &targets)
{
    for (const StyleRun &run : piece.runs) {
        if (run.link < 0)
            continue;
        const QString words = piece.text.mid(run.start, run.length);
        const bool goesOn = !targets.empty() && targets.back().link == run.link && targets.back().block == block;
        if (goesOn)
            targets.back().text += words;
        else
            targets.push_back({AnswerTarget::Link, block, run.link, words});
    }
}

} // namespace

std::vector<AnswerTarget> targetsOf(const std::deque<AnswerBlock> &blocks)
{
    std::vector<AnswerTarget> targets;
    for (int i = 0; i < int(blocks.size()); ++i) {
        const AnswerBlock &block = blocks[std::size_t(i)];
        if (block.kind == AnswerBlock::Code && block.isFirst)
            targets.push_back({AnswerTarget::CopyCode, i, -1, block.language});
        for (const TextPiece &piece : block.pieces)
            addLinks(piece, i, targets);
    }
    return targets;
}

} // namespace triptych
