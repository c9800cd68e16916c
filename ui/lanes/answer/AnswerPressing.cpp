// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The copy buttons and links of an AnswerView, for who has no pointer.

#include "ui/lanes/answer/AnswerView.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QToolTip>
#include <algorithm>

namespace triptych {

namespace {

constexpr int mostLinks = 9;
constexpr int shownAddress = 60;

/// As an entry of a menu, where & marks a key.
QString inMenu(const QUrl &url)
{
    QString text = url.toString(QUrl::FullyEncoded);
    if (text.size() > shownAddress)
        text = text.left(shownAddress) + QChar(u'\u2026');
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

std::vector<AnswerTarget> AnswerView::targets() const
{
    return m_isRenderedShown ? targetsOf(m_flow.blocks()) : std::vector<AnswerTarget>();
}

void AnswerView::press(const AnswerTarget &target)
{
    if (target.kind == AnswerTarget::Link) {
        if (const QUrl url = urlOf(target.link); url.isValid())
            Q_EMIT linkActivated(url);
        return;
    }
    copyBlock(target.block);
    const QPoint corner = boxOf(target).bottomLeft();
    QToolTip::showText(viewport()->mapToGlobal(corner), tr("Copied"), viewport());
}

void AnswerView::copyCode()
{
    if (hasCode())
        press({AnswerTarget::CopyCode, codeAtHand(), -1, {}});
}

QRect AnswerView::boxOf(const AnswerTarget &target)
{
    QRectF box = m_flow.copyBox(target.block);
    if (target.kind == AnswerTarget::Link) {
        box = {};
        for (const QRectF &part : m_flow.linkBoxes(target.block, target.link))
            box |= part;
    }
    return box.translated(-toContent({})).toAlignedRect();
}

std::pair<int, int> AnswerView::blocksInSight() const
{
    const qreal from = toContent({}).y();
    return {m_flow.blockAt(from), m_flow.blockAt(from + viewport()->height())};
}

/// The code block with the caret; otherwise the first in sight, otherwise the first of all. -1: there is none.
int AnswerView::codeAtHand() const
{
    const auto &blocks = m_flow.blocks();
    if (blocks.empty())
        return -1;
    const auto isCode = [&blocks](int block) { return blocks[std::size_t(block)].kind == AnswerBlock::Code; };
    const auto [first, last] = blocksInSight();
    const int caret = m_cursor.spotOf(m_caret.start).block;
    if (isCode(caret) && caret >= first && caret <= last)
        return caret;
    for (int block = first; block <= last; ++block) {
        if (isCode(block))
            return block;
    }
    for (int block = 0; block < int(blocks.size()); ++block) {
        if (isCode(block))
            return block;
    }
    return -1;
}

/// The links beside the caret; where it has none, those in sight.
std::vector<AnswerTarget> AnswerView::linksAtHand() const
{
    std::vector<AnswerTarget> links = targets();
    const auto [first, last] = blocksInSight();
    std::erase_if(links, [first = first, last = last](const AnswerTarget &target) {
        return target.kind != AnswerTarget::Link || target.block < first || target.block > last;
    });
    if (links.empty())
        return links;
    const int caret = m_cursor.spotOf(m_caret.start).block;
    std::vector<AnswerTarget> beside;
    std::copy_if(links.begin(), links.end(), std::back_inserter(beside),
                 [caret](const AnswerTarget &link) { return link.block == caret; });
    return beside.empty() ? links : beside;
}

void AnswerView::addTargetsTo(QMenu &menu, int code, const std::vector<AnswerTarget> &links)
{
    if (code < 0 && links.empty())
        return;
    menu.addSeparator();
    if (code >= 0) {
        const AnswerTarget target {AnswerTarget::CopyCode, code, -1, {}};
        menu.addAction(tr("Copy this code"), this, [this, target] { press(target); });
    }
    for (const AnswerTarget &link : links) {
        if (&link - links.data() == mostLinks)
            break;
        menu.addAction(tr("Open link: %1").arg(inMenu(urlOf(link.link))), this, [this, link] { press(link); });
    }
    if (links.size() == 1) {
        const QString address = urlOf(links.front().link).toString(QUrl::FullyEncoded);
        menu.addAction(tr("Copy link"), this, [address] { QApplication::clipboard()->setText(address); });
    }
}

} // namespace triptych
