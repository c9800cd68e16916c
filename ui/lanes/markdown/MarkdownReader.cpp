// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/markdown/MarkdownReader.h"

#include "ui/lanes/markdown/MarkdownWalker.h"
#include "ui/lanes/markdown/SourceExtent.h"

namespace triptych {

MarkdownDocument MarkdownWalker::read()
{
    // Only a negative answer stops md4c everywhere.
    MD_PARSER parser {};
    parser.flags
        = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *self) {
        return static_cast<MarkdownWalker *>(self)->enterBlock(type, detail) ? 0 : -1;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *self) {
        return static_cast<MarkdownWalker *>(self)->leaveBlock(type) ? 0 : -1;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *self) {
        static_cast<MarkdownWalker *>(self)->enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *self) {
        static_cast<MarkdownWalker *>(self)->leaveSpan(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *self) {
        static_cast<MarkdownWalker *>(self)->text(type, bytes, int(size));
        return 0;
    };
    if (md_parse(m_mask.text.constData(), MD_SIZE(m_mask.text.size()), &parser, this) != 0)
        return readAsCode(m_source, {});
    m_builder.close();
    setSourceExtents(m_document, m_source);
    return std::move(m_document);
}

MarkdownDocument readMarkdown(const QString &source, const std::function<bool()> &isCancelled)
{
    return MarkdownWalker(source, isCancelled).read();
}

MarkdownDocument readAsCode(const QString &source, const QString &language)
{
    MarkdownDocument document;
    BlockBuilder builder(document);
    builder.openCode(language);
    QStringView text = source;
    while (text.endsWith(QLatin1Char('\n')))
        text.chop(1);
    builder.code(text, 0);
    builder.closeCode();
    setSourceExtents(document, source);
    return document;
}

} // namespace triptych
