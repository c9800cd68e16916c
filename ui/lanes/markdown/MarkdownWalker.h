// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/markdown/BlockBuilder.h"
#include "ui/lanes/markdown/MarkdownMask.h"
#include "ui/lanes/markdown/OffsetMap.h"

#include <functional>
#include <md4c.h>

namespace triptych {

/// Hears what md4c finds and tells a BlockBuilder. One use, one thread; private to the folder.
class MarkdownWalker
{
public:
    MarkdownWalker(const QString &source, const std::function<bool()> &isCancelled)
        : m_source(source),
          m_utf8(source.toUtf8()),
          m_mask(MarkdownMask::of(m_utf8)),
          m_map(m_utf8, source.size()),
          m_isCancelled(isCancelled),
          m_builder(m_document)
    {}

    MarkdownDocument read();

    bool enterBlock(MD_BLOCKTYPE type, const void *detail);
    bool leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, const void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, const char *bytes, int size);

private:
    void enterItem(const MD_BLOCK_LI_DETAIL &detail);
    void enterCode(const MD_BLOCK_CODE_DETAIL &detail);
    void codeText(QStringView shown, int source, bool isConstant);
    void leaveItem();
    void enterLink(const QString &target);
    void leaveImage();
    int restOfLine() const;
    void lineEnd(bool isHard);
    void flushLineEnd(QChar next);
    void append(QStringView shown, int source, int sourceLength);
    QString attribute(const MD_ATTRIBUTE &value) const;
    /// Byte offset of what the parser points at; -1 for its own constants.
    int offsetOf(const char *bytes) const
    {
        const char *begin = m_mask.text.constData();
        return std::less_equal<>()(begin, bytes) && std::less<>()(bytes, begin + m_mask.text.size())
            ? int(bytes - begin)
            : -1;
    }
    quint8 style() const;

    const QString &m_source;
    const QByteArray m_utf8;
    const MarkdownMask m_mask;
    const OffsetMap m_map;
    const std::function<bool()> &m_isCancelled;
    MarkdownDocument m_document;
    BlockBuilder m_builder;

    struct ListState
    {
        bool isOrdered = false;
        bool isTight = false;
        unsigned next = 1;
        QChar delimiter = QLatin1Char('.');
    };
    std::vector<ListState> m_lists;
    std::vector<QString> m_imageUrls;
    int m_depthBeyond = 0; ///< Containers deeper than are shown.
    int m_bold = 0, m_italic = 0, m_strike = 0, m_code = 0, m_imageDepth = 0;
    std::vector<int> m_links;
    bool m_isInCode = false;
    int m_entered = 0;
    bool m_pendingLineEnd = false;
    int m_sourceEnd = 0; ///< Of the last text.
    int m_byteEnd = 0; ///< The same in UTF-8.
};

} // namespace triptych
