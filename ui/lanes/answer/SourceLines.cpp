// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/SourceLines.h"

namespace triptych {

namespace {

constexpr int maxPiece = AnswerBlock::maxCharacters / 2;

bool isFence(QStringView line)
{
    const QStringView bare = line.trimmed();
    return bare.startsWith(QLatin1String("```")) || bare.startsWith(QLatin1String("~~~"));
}

/// Ticks that come in pairs on one line are not shown.
void appendProse(TextPiece &piece, QStringView line, int source)
{
    const auto append = [&piece, line, source](qsizetype from, qsizetype to) {
        piece.append(line.sliced(from, to - from), source + int(from), int(to - from));
    };
    constexpr QLatin1Char tick('`');
    qsizetype at = 0;
    for (;;) {
        const qsizetype open = line.indexOf(tick, at);
        const qsizetype close = open < 0 ? -1 : line.indexOf(tick, open + 1);
        if (close < 0)
            break;
        append(at, open);
        piece.runs.push_back({int(piece.text.size()), int(close - open - 1), CodeStyle, -1});
        append(open + 1, close);
        at = close + 1;
    }
    append(at, line.size());
}

} // namespace

AnswerBlock SourceLines::lineBlock(QStringView source, int start, int end, bool isContinuation)
{
    AnswerBlock block;
    block.kind = AnswerBlock::Source;
    block.isContinuation = isContinuation;
    block.source = {start, end};
    TextPiece piece;
    const bool hasReturn = end > start && source[end - 1] == QLatin1Char('\r');
    const QStringView line = source.sliced(start, end - start - (hasReturn ? 1 : 0));
    if (m_isProse && !m_code && !isFence(line))
        appendProse(piece, line, start);
    else
        piece.append(line, start, int(line.size()));
    if (!isContinuation && isFence(line)) {
        piece.runs.push_back({0, int(line.size()), DimStyle, -1});
        if (m_code)
            m_code.reset();
        else
            m_code.emplace(line.trimmed().mid(3).toString());
    } else if (m_code) {
        m_code->mark(line, 0, piece.runs);
    }
    block.pieces.push_back(std::move(piece));
    return block;
}

SourceLines::Change SourceLines::update(const QString &source)
{
    Change change {m_blocks, {}};
    int at = m_done;
    bool isContinuation = m_isContinuation;
    for (;;) {
        const QStringView window = QStringView(source).sliced(at, qMin<qsizetype>(source.size() - at, maxPiece + 1));
        const qsizetype newline = window.indexOf(QLatin1Char('\n'));
        const bool isCut = newline < 0 && window.size() > maxPiece;
        int end = at + int(newline < 0 ? window.size() : newline);
        if (isCut)
            end = at + maxPiece - (source[at + maxPiece].isLowSurrogate() ? 1 : 0);
        const std::optional<CodeKeywords> before = m_code;
        change.blocks.push_back(lineBlock(source, at, end, isContinuation));
        if (!isCut && newline < 0) {
            m_code = before; // the last line is read again when it has grown
            break;
        }
        isContinuation = isCut;
        at = isCut ? end : end + 1;
        ++m_blocks;
    }
    m_done = at;
    m_isContinuation = isContinuation;
    return change;
}

} // namespace triptych
