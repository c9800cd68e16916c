// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/answer/AnswerStyle.h"
#include "ui/lanes/markdown/AnswerBlock.h"

#include <QRectF>
#include <QTextLayout>
#include <memory>

class QPainter;

namespace triptych {

/// The text of one block laid out at one width; made when it comes into sight, thrown away when it leaves. Its origin
/// is the top left of the text: grounds, bars and heads around it belong to AnswerFlow.
class BlockLayout
{
public:
    /// Where a point falls: the piece, the cursor position in it and the link under it (-1: none).
    struct Spot
    {
        int piece = 0;
        int position = 0;
        int link = -1;
    };

    BlockLayout(const AnswerBlock &block, const AnswerStyle &style, qreal width, const std::vector<qreal> &columns);

    qreal height() const { return m_height; }
    qreal naturalWidth() const { return m_naturalWidth; } ///< Of code that does not wrap.
    void draw(QPainter &painter, QPointF origin, const SourceRange &selection, const AnswerStyle &style) const;
    Spot spotAt(QPointF point) const;
    QRectF cursorRect(int piece, int position) const;
    /// The boxes of a link, one for each line.
    std::vector<QRectF> linkBoxes(int link) const;

    static const AnswerStyle::Face &faceOf(const AnswerBlock &block, const AnswerStyle &style);

private:
    struct Cell
    {
        std::unique_ptr<QTextLayout> text;
        QPointF origin;
        qreal height = 0;
    };
    qreal layOut(Cell &cell, const TextPiece &piece, const AnswerStyle &style, qreal width, bool isStrong);
    void drawCodeGrounds(QPainter &painter, QPointF origin, const AnswerStyle &style) const;
    std::vector<QRectF> runBoxes(std::size_t cell, const StyleRun &run) const;

    const AnswerBlock &m_block;
    const AnswerStyle::Face &m_face;
    std::vector<Cell> m_cells;
    qreal m_height = 0;
    qreal m_naturalWidth = 0;
};

} // namespace triptych
