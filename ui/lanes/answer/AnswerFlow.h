// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/answer/BlockFrame.h"
#include "ui/lanes/answer/BlockLayout.h"

#include <QElapsedTimer>
#include <deque>
#include <unordered_map>

namespace triptych {

/// All blocks of an answer one below the other. Heights are estimated first and measured in slices; only blocks in
/// sight keep their layout. Coordinates are pixels from the top left of the text column.
class AnswerFlow
{
public:
    /// What a point falls on.
    struct Hit
    {
        enum Target : quint8 { Text, CopyCode, ScrollBar };
        Target target = Text;
        int block = -1;
        BlockLayout::Spot spot = {};
    };

    void setStyle(const AnswerStyle &style);
    const AnswerStyle &style() const { return m_style; }
    void setWidth(qreal width);
    qreal width() const { return m_width; }
    /// Blocks from `first` on are replaced by these; what is equal to what was there keeps its height.
    void replaceFrom(int first, std::vector<AnswerBlock> blocks, int groups);
    void clear() { replaceFrom(0, {}, 0); }
    const std::deque<AnswerBlock> &blocks() const { return m_blocks; }

    qreal height() const;
    qreal top(int block) const; ///< Of its text.
    int blockAt(qreal y) const; ///< -1 when there is none at all.
    bool isMeasured() const { return m_unmeasured == 0; }
    /// Measures what lies between two heights; then, until `milliseconds` are gone, what is left.
    void measure(qreal from, qreal to, int milliseconds);

    void draw(QPainter &painter, qreal from, qreal to, const SourceRange &selection);
    Hit hitAt(QPointF point);
    QRectF cursorRect(int block, int piece, int position);
    std::vector<QRectF> linkBoxes(int block, int link);
    void scrollGroup(int block, qreal by); ///< Sideways; clamped.
    void scrollGroupTo(int block, qreal fraction);
    bool canScroll(int block) const;
    QRectF copyBox(int block) const;
    void dropHiddenLayouts(qreal from, qreal to);

    static constexpr qreal barHeight = 4; ///< Of the bar that scrolls wide code sideways.

private:
    struct Entry
    {
        BlockFrame frame;
        qreal height = 0; ///< Of the text.
        bool isMeasured = false;
    };
    struct Group
    {
        int first = -1, last = -1;
        qreal contentWidth = 0;
        qreal scroll = 0;
        std::vector<qreal> columns = {};
    };

    void forget(int from);
    void updateTops(int from) const;
    void measureBlock(int index);
    void noteWidth(int index, qreal width);
    BlockLayout &layoutOf(int index);
    qreal textWidth(int index) const;
    QRectF groupBox(const Group &group) const;
    QRectF thumbOf(const Group &group) const;
    QPointF originOf(int index) const;
    void drawBlock(QPainter &painter, int index, const SourceRange &selection);
    void drawCodeGround(QPainter &painter, const Group &group, qreal from, qreal to) const;
    void drawMargins(QPainter &painter, int index) const;
    Group *groupOf(int index);
    const Group *groupOf(int index) const;

    AnswerStyle m_style;
    qreal m_width = 0;
    std::deque<AnswerBlock> m_blocks; ///< A deque, since layouts refer to its elements while it grows.
    std::vector<Entry> m_entries;
    std::vector<Group> m_groups;
    mutable std::vector<qreal> m_tops; ///< Of each block with its gap; one more for the end.
    mutable int m_validTops = 0;
    int m_unmeasured = 0;
    int m_nextToMeasure = 0;
    std::unordered_map<int, std::unique_ptr<BlockLayout>> m_layouts;
};

} // namespace triptych
