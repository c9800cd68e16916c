// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace triptych {

/// How one stretch of shown text differs from plain text; a set of bits.
enum TextStyle : quint8 {
    PlainStyle = 0,
    BoldStyle = 1,
    ItalicStyle = 2,
    StrikeStyle = 4,
    CodeStyle = 8,
    LinkStyle = 16,
    DimStyle = 32
};

struct StyleRun
{
    int start = 0;
    int length = 0;
    quint8 style = PlainStyle;
    int link = -1; ///< Index into MarkdownDocument::links.
    bool operator==(const StyleRun &) const = default;
};

/// Where shown characters came from. Equal lengths map one to one; otherwise the stretch is one unit (an entity, a
/// joined line end).
struct SourceSegment
{
    int shown = 0;
    int length = 0;
    int source = 0;
    int sourceLength = 0;
    bool operator==(const SourceSegment &) const = default;
};

/// A half-open range of UTF-16 units of the source.
struct SourceRange
{
    int start = 0;
    int end = 0;
    bool isEmpty() const { return start >= end; }
    bool operator==(const SourceRange &) const = default;
};

/// Text as it is shown, with its styles and the way back to the source.
struct TextPiece
{
    QString text = {};
    std::vector<StyleRun> runs = {};
    std::vector<SourceSegment> segments = {}; ///< Sorted by `shown` and by `source`.
    Qt::Alignment alignment = Qt::AlignLeft;

    void append(QStringView shown, int source, int sourceLength);
    int sourceBefore(int position) const; ///< Just after the source of the character before `position`.
    int sourceAfter(int position) const; ///< Where the source of the character at `position` begins.
    SourceRange shownRange(const SourceRange &source) const; ///< The shown characters whose source lies in the range.
    bool operator==(const TextPiece &) const = default;
};

/// One thing to lay out. Long code and tables come as several blocks of one group, long paragraphs as several with
/// isContinuation, so that no block takes long to lay out. Depth is flattened into `containers`.
struct AnswerBlock
{
    enum Kind : quint8 { Paragraph, Heading, Code, TableRow, Rule, Source };
    enum Container : quint8 { Quote, BulletItem, NumberItem };
    static constexpr int maxDepth = 12;
    static constexpr int maxCharacters = 4096;
    static constexpr int maxLines = 64;

    Kind kind = Paragraph;
    int level = 0; ///< Of a heading, 1 to 6.
    int group = -1; ///< Code block or table that it belongs to.
    bool isFirst = false, isLast = false; ///< In its group.
    bool isHeader = false; ///< Of a table.
    bool isContinuation = false;
    bool isMidLine = false; ///< Continues a line of code that was too long.
    bool isTight = false; ///< In a list without space between its items.
    std::vector<Container> containers = {}; ///< Outermost first.
    QString marker = {}; ///< Bullet or number, on the first block of an item.
    QString language = {};
    std::vector<TextPiece> pieces = {}; ///< One, or the cells of a row.
    SourceRange source = {}; ///< Whole lines, with markers and fences.

    int shownLength() const;
    bool operator==(const AnswerBlock &) const = default;
};

/// An answer ready to be laid out: values only, made on any thread.
struct MarkdownDocument
{
    std::vector<AnswerBlock> blocks = {};
    QStringList links = {}; ///< http and https only.
    int groups = 0;
};

} // namespace triptych
