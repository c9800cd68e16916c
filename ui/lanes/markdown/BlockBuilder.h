// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/markdown/AnswerBlock.h"
#include "ui/lanes/markdown/CodeKeywords.h"

#include <memory>

namespace triptych {

/// Builds the blocks of a document from what a parser meets, in order. Splits what is long; knows nothing of Markdown
/// itself.
class BlockBuilder
{
public:
    explicit BlockBuilder(MarkdownDocument &document) : m_document(document) {}

    void open(AnswerBlock::Kind kind);
    void close();
    bool isOpen() const { return m_isOpen; }
    AnswerBlock &block() { return m_block; }
    TextPiece &piece() { return m_block.pieces.back(); }
    void openPiece(Qt::Alignment alignment);

    /// Shown characters from source [source, source + sourceLength) in the current style.
    void text(QStringView shown, int source, int sourceLength, quint8 style, int link);

    void openCode(const QString &language);
    void code(QStringView shown, int source); ///< Line ends are '\n'; any cut will do.
    void codeIndent(QStringView spaces, int source); ///< Shown, but not in the source as such.
    void endCodeLine(int source, int sourceLength);
    void closeCode();

    void openTable();
    void openRow(bool isHeader);
    void closeTable();

    std::vector<AnswerBlock::Container> containers = {}; ///< What the next blocks stand in.
    QString marker = {}; ///< Goes to the next block.
    bool isTight = false;

private:
    void splitParagraph();
    void appendStyled(QStringView shown, int source, int sourceLength, quint8 style, int link);
    void endCodePiece();
    void flushCode();
    void breakLongCode();
    void openInGroup(AnswerBlock::Kind kind);
    void closeGroup();

    MarkdownDocument &m_document;
    AnswerBlock m_block;
    bool m_isOpen = false;
    int m_group = -1;
    QString m_language;
    std::unique_ptr<CodeKeywords> m_keywords;
    int m_lineStart = 0; ///< Of the current code line in the piece.
    int m_lines = 0;
};

} // namespace triptych
