// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/AnswerCursor.h"

#include <QTextBoundaryFinder>
#include <algorithm>

namespace triptych {

const TextPiece *AnswerCursor::pieceAt(const TextSpot &spot) const
{
    const auto &blocks = m_flow.blocks();
    if (spot.block < 0 || std::size_t(spot.block) >= blocks.size())
        return nullptr;
    const auto &pieces = blocks[std::size_t(spot.block)].pieces;
    return std::size_t(spot.piece) < pieces.size() ? &pieces[std::size_t(spot.piece)] : nullptr;
}

SourceRange AnswerCursor::around(const TextSpot &spot) const
{
    const TextPiece *piece = pieceAt(spot);
    if (!piece || piece->segments.empty()) {
        const auto &blocks = m_flow.blocks();
        const int at = std::size_t(spot.block) < blocks.size() ? blocks[std::size_t(spot.block)].source.start : 0;
        return {at, at};
    }
    return {piece->sourceBefore(spot.position), piece->sourceAfter(spot.position)};
}

int AnswerCursor::blockOfSource(int source) const
{
    const auto &blocks = m_flow.blocks();
    const auto after = std::upper_bound(blocks.begin(), blocks.end(), source,
                                        [](int at, const AnswerBlock &block) { return at < block.source.start; });
    return qMax(0, int(after - blocks.begin()) - 1);
}

TextSpot AnswerCursor::spotOf(int source) const
{
    TextSpot spot {blockOfSource(source), 0, 0};
    const auto &blocks = m_flow.blocks();
    if (blocks.empty())
        return spot;
    const auto &pieces = blocks[std::size_t(spot.block)].pieces;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].segments.empty() || pieces[i].segments.front().source > source)
            continue;
        const SourceRange shown = pieces[i].shownRange({pieces[i].segments.front().source, source});
        spot.piece = int(i);
        spot.position = shown.end;
    }
    return spot;
}

TextSpot AnswerCursor::step(TextSpot spot, int direction, bool byWord) const
{
    const TextPiece *piece = pieceAt(spot);
    if (!piece)
        return spot;
    QTextBoundaryFinder finder(byWord ? QTextBoundaryFinder::Word : QTextBoundaryFinder::Grapheme, piece->text);
    finder.setPosition(spot.position);
    const qsizetype next = direction > 0 ? finder.toNextBoundary() : finder.toPreviousBoundary();
    if (next >= 0 && next != spot.position) {
        spot.position = int(next);
        return spot;
    }
    const auto &blocks = m_flow.blocks();
    spot.piece += direction;
    while (spot.piece < 0 || spot.piece >= int(blocks[std::size_t(spot.block)].pieces.size())) {
        const int block = spot.block + direction;
        if (block < 0 || block >= int(blocks.size()))
            return {spot.block, qMax(0, spot.piece - direction), spot.position};
        spot.block = block;
        spot.piece = direction > 0 ? 0 : int(blocks[std::size_t(block)].pieces.size()) - 1;
    }
    const TextPiece *entered = pieceAt(spot);
    spot.position = direction > 0 || !entered ? 0 : int(entered->text.size());
    return spot;
}

QRectF AnswerCursor::rect(const TextSpot &spot)
{
    if (m_flow.blocks().empty())
        return {};
    return m_flow.cursorRect(qMin(spot.block, int(m_flow.blocks().size()) - 1), spot.piece, spot.position);
}

TextSpot AnswerCursor::moved(const TextSpot &from, QTextCursor::MoveOperation operation, qreal page)
{
    const QRectF here = rect(from);
    const auto spotAt = [this](QPointF point) {
        const AnswerFlow::Hit hit = m_flow.hitAt(point);
        return TextSpot {qMax(0, hit.block), hit.spot.piece, hit.spot.position};
    };
    switch (operation) {
    case QTextCursor::Left: return step(from, -1, false);
    case QTextCursor::Right: return step(from, 1, false);
    case QTextCursor::WordLeft: return step(from, -1, true);
    case QTextCursor::WordRight: return step(from, 1, true);
    case QTextCursor::StartOfLine: return spotAt(QPointF(-1e5, here.center().y()));
    case QTextCursor::EndOfLine: return spotAt(QPointF(1e5, here.center().y()));
    case QTextCursor::Start: return {0, 0, 0};
    case QTextCursor::End: {
        TextSpot end {qMax(0, int(m_flow.blocks().size()) - 1), 0, 0};
        if (const TextPiece *piece = pieceAt(end))
            end.position = int(piece->text.size());
        return end;
    }
    case QTextCursor::Up:
    case QTextCursor::Down: {
        const qreal direction = operation == QTextCursor::Up ? -1 : 1;
        // Gaps between blocks may be wider than half a line.
        for (qreal by = page > 0 ? page : here.height(); by < page + 60; by += 6) {
            const TextSpot spot = spotAt(QPointF(here.left(), here.center().y() + direction * by));
            if (direction > 0 ? rect(spot).top() > here.top() : rect(spot).top() < here.top())
                return spot;
        }
        return from;
    }
    default: return from;
    }
}

SourceRange AnswerCursor::wordAt(const TextSpot &spot) const
{
    const TextPiece *piece = pieceAt(spot);
    if (!piece || piece->text.isEmpty())
        return {};
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, piece->text);
    finder.setPosition(qMin(spot.position + 1, int(piece->text.size())));
    const int start = int(qMax<qsizetype>(0, finder.toPreviousBoundary()));
    const int end = int(finder.toNextBoundary());
    return {piece->sourceAfter(start), piece->sourceBefore(end < 0 ? int(piece->text.size()) : end)};
}

SourceRange AnswerCursor::shownSource(const AnswerBlock &block) const
{
    SourceRange shown {-1, -1};
    for (const TextPiece &piece : block.pieces) {
        if (piece.segments.empty())
            continue;
        if (shown.start < 0)
            shown.start = piece.segments.front().source;
        shown.end = piece.segments.back().source + piece.segments.back().sourceLength;
    }
    return shown;
}

SourceRange AnswerCursor::withMarks(const SourceRange &range) const
{
    SourceRange wide = range;
    const auto &blocks = m_flow.blocks();
    if (range.isEmpty() || blocks.empty())
        return wide;
    for (const int at : {range.start, range.end - 1}) {
        const AnswerBlock &block = blocks[std::size_t(blockOfSource(at))];
        const SourceRange shown = shownSource(block);
        const bool holdsAll = shown.start >= 0 && range.start <= shown.start && range.end >= shown.end;
        if (holdsAll) {
            wide.start = qMin(wide.start, block.source.start);
            wide.end = qMax(wide.end, block.source.end);
        }
    }
    return wide;
}

} // namespace triptych
