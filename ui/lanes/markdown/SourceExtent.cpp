// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/markdown/SourceExtent.h"

namespace triptych {

namespace {

int lineStart(QStringView source, int at)
{
    return at <= 0 ? 0 : int(source.lastIndexOf(QLatin1Char('\n'), at - 1)) + 1;
}

int lineEnd(QStringView source, int at)
{
    const qsizetype newline = source.indexOf(QLatin1Char('\n'), at);
    return int(newline < 0 ? source.size() : newline);
}

/// First and last source of the text of a block; false when it shows none.
bool textExtent(const AnswerBlock &block, SourceRange &range)
{
    range = {-1, -1};
    for (const TextPiece &piece : block.pieces) {
        if (piece.segments.empty())
            continue;
        const SourceSegment &last = piece.segments.back();
        if (range.start < 0)
            range.start = piece.segments.front().source;
        range.end = last.source + last.sourceLength;
    }
    return range.start >= 0;
}

bool isFence(QStringView line)
{
    const QStringView bare = line.trimmed();
    return bare.endsWith(QLatin1String("```")) || bare.endsWith(QLatin1String("~~~"));
}

bool isOpeningFence(QStringView line)
{
    return line.contains(QLatin1String("```")) || line.contains(QLatin1String("~~~"));
}

SourceRange nextLine(QStringView source, int from)
{
    int at = from;
    while (at < source.size() && source[at].isSpace())
        ++at;
    return {lineStart(source, at), lineEnd(source, at)};
}

} // namespace

void setSourceExtents(MarkdownDocument &document, QStringView source)
{
    int done = 0; // everything before belongs to earlier blocks
    for (std::size_t i = 0; i < document.blocks.size(); ++i) {
        AnswerBlock &block = document.blocks[i];
        const bool goesOn = i + 1 < document.blocks.size() && document.blocks[i + 1].isContinuation;
        SourceRange text;
        SourceRange range;
        if (textExtent(block, text)) {
            range = {block.isContinuation ? text.start : lineStart(source, text.start), text.end};
            const bool endsWithBreak = text.end > text.start && source[text.end - 1] == QLatin1Char('\n');
            if (!endsWithBreak && !goesOn)
                range.end = lineEnd(source, text.end);
        } else {
            range = nextLine(source, done);
        }
        if (block.kind == AnswerBlock::Code && block.isFirst && range.start > 0) {
            const int above = lineStart(source, range.start - 1);
            if (isOpeningFence(source.sliced(above, range.start - 1 - above)))
                range.start = above;
        }
        if (block.kind == AnswerBlock::Code && block.isLast) {
            const int below
                = range.end < source.size() && source[range.end] == QLatin1Char('\n') ? range.end + 1 : range.end;
            const int end = lineEnd(source, below);
            if (isFence(source.sliced(below, end - below)))
                range.end = end;
        }
        range.start = qMax(range.start, done);
        range.end = qMax(range.end, range.start);
        block.source = range;
        done = range.end;
    }
}

} // namespace triptych
