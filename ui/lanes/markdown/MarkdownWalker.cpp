// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Blocks: containers, lists, code, tables.

#include "ui/lanes/markdown/MarkdownWalker.h"

namespace triptych {

namespace {

constexpr int maxBlocks = 1'000'000; // rows times columns of a hostile table grow beyond any use

} // namespace

bool MarkdownWalker::enterBlock(MD_BLOCKTYPE type, const void *detail)
{
    if (++m_entered > maxBlocks || (m_isCancelled && m_isCancelled()))
        return false;
    const auto enterContainer = [this](AnswerBlock::Container container) {
        if (int(m_builder.containers.size()) < AnswerBlock::maxDepth)
            m_builder.containers.push_back(container);
        else
            ++m_depthBeyond;
    };
    switch (type) {
    case MD_BLOCK_QUOTE:
        m_builder.close();
        enterContainer(AnswerBlock::Quote);
        break;
    case MD_BLOCK_UL:
        m_builder.close();
        m_lists.push_back({false, static_cast<const MD_BLOCK_UL_DETAIL *>(detail)->is_tight != 0, 1, {}});
        break;
    case MD_BLOCK_OL: {
        m_builder.close();
        const auto &list = *static_cast<const MD_BLOCK_OL_DETAIL *>(detail);
        m_lists.push_back({true, list.is_tight != 0, list.start, QLatin1Char(list.mark_delimiter)});
        break;
    }
    case MD_BLOCK_LI:
        m_builder.close();
        enterContainer(m_lists.back().isOrdered ? AnswerBlock::NumberItem : AnswerBlock::BulletItem);
        enterItem(*static_cast<const MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_P: m_builder.open(AnswerBlock::Paragraph); break;
    case MD_BLOCK_H:
        m_builder.open(AnswerBlock::Heading);
        m_builder.block().level = int(static_cast<const MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_HR:
        m_builder.open(AnswerBlock::Rule);
        m_builder.close();
        break;
    case MD_BLOCK_CODE: enterCode(*static_cast<const MD_BLOCK_CODE_DETAIL *>(detail)); break;
    case MD_BLOCK_TABLE: m_builder.openTable(); break;
    case MD_BLOCK_THEAD: m_builder.isTight = true; break;
    case MD_BLOCK_TR: m_builder.openRow(m_builder.isTight); break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: {
        const MD_ALIGN align = static_cast<const MD_BLOCK_TD_DETAIL *>(detail)->align;
        m_builder.openPiece(align == MD_ALIGN_RIGHT        ? Qt::AlignRight
                                : align == MD_ALIGN_CENTER ? Qt::AlignHCenter
                                                           : Qt::AlignLeft);
        break;
    }
    default: break;
    }
    return true;
}

void MarkdownWalker::enterItem(const MD_BLOCK_LI_DETAIL &detail)
{
    ListState &list = m_lists.back();
    m_builder.isTight = list.isTight;
    if (detail.is_task)
        m_builder.marker = detail.task_mark == ' ' ? QStringLiteral("\u2610") : QStringLiteral("\u2611");
    else
        m_builder.marker = list.isOrdered ? QString::number(list.next) + list.delimiter : QStringLiteral("\u2022");
    ++list.next;
}

void MarkdownWalker::enterCode(const MD_BLOCK_CODE_DETAIL &detail)
{
    m_isInCode = true;
    m_builder.openCode(attribute(detail.lang));
    if (!detail.fence_char)
        return;
    const qsizetype fence = m_source.indexOf(QString(3, QLatin1Char(detail.fence_char)), m_sourceEnd);
    const qsizetype lineEnd = fence < 0 ? -1 : m_source.indexOf(QLatin1Char('\n'), fence);
    if (lineEnd >= 0)
        m_sourceEnd = int(lineEnd) + 1;
}

/// The parser hands line ends and indentation over as its own constants.
void MarkdownWalker::codeText(QStringView shown, int source, bool isConstant)
{
    if (!isConstant) {
        m_builder.code(shown, source);
    } else if (shown == QLatin1String("\n")) {
        const qsizetype newline = m_source.indexOf(QLatin1Char('\n'), source);
        const int end = int(newline < 0 ? m_source.size() : newline);
        m_builder.endCodeLine(end, newline < 0 ? 0 : 1);
        m_sourceEnd = end + (newline < 0 ? 0 : 1);
    } else {
        m_builder.codeIndent(shown, source);
    }
}

void MarkdownWalker::leaveItem()
{
    if (!m_builder.marker.isEmpty()) // an empty item still shows
        m_builder.open(AnswerBlock::Paragraph);
    m_builder.close();
    m_builder.isTight = false;
}

bool MarkdownWalker::leaveBlock(MD_BLOCKTYPE type)
{
    m_pendingLineEnd = false;
    switch (type) {
    case MD_BLOCK_LI: leaveItem(); [[fallthrough]];
    case MD_BLOCK_QUOTE:
        m_builder.close();
        if (m_depthBeyond > 0)
            --m_depthBeyond;
        else
            m_builder.containers.pop_back();
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_builder.close();
        m_lists.pop_back();
        m_builder.isTight = !m_lists.empty() && m_lists.back().isTight;
        break;
    case MD_BLOCK_CODE:
        m_builder.closeCode();
        m_isInCode = false;
        break;
    case MD_BLOCK_THEAD: m_builder.isTight = false; break;
    case MD_BLOCK_TABLE: m_builder.closeTable(); break;
    case MD_BLOCK_P:
    case MD_BLOCK_H:
    case MD_BLOCK_TR: m_builder.close(); break;
    default: break;
    }
    return true;
}

} // namespace triptych
