// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/answer/AnswerFlow.h"

#include <QTextCursor>

namespace triptych {

/// A cursor position in what is shown.
struct TextSpot
{
    int block = 0;
    int piece = 0;
    int position = 0;
    auto operator<=>(const TextSpot &) const = default;
};

/// Positions, movements and ranges over a AnswerFlow: what is selected is kept as source, so that it survives a change
/// of view.
class AnswerCursor
{
public:
    explicit AnswerCursor(AnswerFlow &flow) : m_flow(flow) {}

    /// The source just before and just after a spot; between them lie marks that are not shown.
    SourceRange around(const TextSpot &spot) const;
    TextSpot spotOf(int source) const;
    TextSpot moved(const TextSpot &from, QTextCursor::MoveOperation operation, qreal page);
    /// The word at a spot, as source.
    SourceRange wordAt(const TextSpot &spot) const;
    /// A range that holds all that a block shows takes its markers and fences too.
    SourceRange withMarks(const SourceRange &range) const;
    QRectF rect(const TextSpot &spot);

private:
    const TextPiece *pieceAt(const TextSpot &spot) const;
    TextSpot step(TextSpot spot, int direction, bool byWord) const;
    SourceRange shownSource(const AnswerBlock &block) const;
    int blockOfSource(int source) const;

    AnswerFlow &m_flow;
};

} // namespace triptych
