// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person does to an AnswerView: mouse, keyboard, selection, copying.

#include "ui/lanes/answer/AnswerView.h"

#include "ui/shell/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QToolTip>

namespace triptych {

namespace {

struct KeyMove
{
    QKeySequence::StandardKey key;
    QTextCursor::MoveOperation operation;
    bool isPage = false;
};

constexpr KeyMove selectMoves[] = {
    {QKeySequence::SelectNextChar, QTextCursor::Right},
    {QKeySequence::SelectPreviousChar, QTextCursor::Left},
    {QKeySequence::SelectNextWord, QTextCursor::WordRight},
    {QKeySequence::SelectPreviousWord, QTextCursor::WordLeft},
    {QKeySequence::SelectNextLine, QTextCursor::Down},
    {QKeySequence::SelectPreviousLine, QTextCursor::Up},
    {QKeySequence::SelectNextPage, QTextCursor::Down, true},
    {QKeySequence::SelectPreviousPage, QTextCursor::Up, true},
    {QKeySequence::SelectStartOfLine, QTextCursor::StartOfLine},
    {QKeySequence::SelectEndOfLine, QTextCursor::EndOfLine},
    {QKeySequence::SelectStartOfDocument, QTextCursor::Start},
    {QKeySequence::SelectEndOfDocument, QTextCursor::End},
};

constexpr int wheelStep = 40;

} // namespace

QPointF AnswerView::toContent(QPointF point) const
{
    const int left = m_look == Look::Answer ? 16 : 32;
    const int top = m_look == Look::Answer ? 8 : 4;
    return point - QPointF(left, top - verticalScrollBar()->value());
}

TextSpot AnswerView::spotAt(QPointF point, AnswerFlow::Hit *hit)
{
    const AnswerFlow::Hit found = m_flow.hitAt(toContent(point));
    if (hit)
        *hit = found;
    return {qMax(0, found.block), found.spot.piece, found.spot.position};
}

SourceRange AnswerView::selection() const
{
    const bool isForward = m_anchor.end <= m_caret.end;
    const SourceRange &first = isForward ? m_anchor : m_caret;
    const SourceRange &last = isForward ? m_caret : m_anchor;
    return {first.end, last.start};
}

QString AnswerView::selectedSource() const
{
    if (selection().isEmpty())
        return {};
    const SourceRange range = m_cursor.withMarks(selection());
    return m_source.mid(range.start, range.end - range.start);
}

void AnswerView::selectAll()
{
    m_anchor = {0, 0};
    m_caret = {int(m_source.size()), int(m_source.size())};
    viewport()->update();
}

void AnswerView::copy() const
{
    const QString selected = selectedSource();
    if (!selected.isEmpty())
        QApplication::clipboard()->setText(selected);
}

void AnswerView::copyBlock(int block) const
{
    const auto &blocks = m_flow.blocks();
    const int group = blocks[std::size_t(block)].group;
    QString code;
    bool isFirst = true;
    for (const AnswerBlock &part : blocks) {
        if (part.group != group)
            continue;
        if (!isFirst && !part.isMidLine)
            code += QLatin1Char('\n');
        code += part.pieces.front().text;
        isFirst = false;
    }
    code.replace(QChar(QChar::LineSeparator), QLatin1Char('\n'));
    QApplication::clipboard()->setText(code);
}

QUrl AnswerView::urlOf(int link) const
{
    return link >= 0 && link < m_links.size() ? QUrl(m_links[link], QUrl::StrictMode) : QUrl();
}

QUrl AnswerView::linkAt(QPointF point)
{
    return urlOf(m_flow.hitAt(toContent(point)).spot.link);
}

void AnswerView::extendTo(const TextSpot &spot)
{
    m_caret = m_cursor.around(spot);
    viewport()->update();
}

void AnswerView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_flow.blocks().empty())
        return;
    AnswerFlow::Hit hit;
    const TextSpot spot = spotAt(event->position(), &hit);
    m_pressedAt = event->position();
    m_pressedBlock = hit.block;
    m_isDraggingBar = hit.target == AnswerFlow::Hit::ScrollBar;
    if (hit.target != AnswerFlow::Hit::Text)
        return;
    if (!(event->modifiers() & Qt::ShiftModifier))
        m_anchor = m_cursor.around(spot);
    extendTo(spot);
}

void AnswerView::mouseMoveEvent(QMouseEvent *event)
{
    AnswerFlow::Hit hit;
    const TextSpot spot = m_flow.blocks().empty() ? TextSpot {} : spotAt(event->position(), &hit);
    if (m_pressedAt && m_isDraggingBar) {
        const QPointF content = toContent(event->position());
        m_flow.scrollGroupTo(m_pressedBlock, content.x() / qMax(1.0, m_flow.width()));
        viewport()->update();
    } else if (m_pressedAt && (event->buttons() & Qt::LeftButton)) {
        const int beyond = event->position().y() < 0       ? -wheelStep
            : event->position().y() > viewport()->height() ? wheelStep
                                                           : 0;
        if (beyond)
            verticalScrollBar()->setValue(verticalScrollBar()->value() + beyond);
        extendTo(spot);
    } else {
        const bool isPointer = hit.target == AnswerFlow::Hit::CopyCode || hit.spot.link >= 0;
        const bool isArrow = hit.target == AnswerFlow::Hit::ScrollBar;
        viewport()->setCursor(isPointer ? Qt::PointingHandCursor : isArrow ? Qt::ArrowCursor : Qt::IBeamCursor);
    }
}

void AnswerView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressedAt)
        return;
    const bool isClick = (event->position() - *m_pressedAt).manhattanLength() < QApplication::startDragDistance();
    m_pressedAt.reset();
    if (std::exchange(m_isDraggingBar, false) || !isClick || m_flow.blocks().empty())
        return;
    const AnswerFlow::Hit hit = m_flow.hitAt(toContent(event->position()));
    if (hit.target == AnswerFlow::Hit::CopyCode) {
        press({AnswerTarget::CopyCode, hit.block, -1, {}});
        return;
    }
    const QUrl link = linkAt(event->position());
    if (link.isValid() && selection().isEmpty())
        Q_EMIT linkActivated(link);
}

void AnswerView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_flow.blocks().empty())
        return;
    const SourceRange word = m_cursor.wordAt(spotAt(event->position()));
    m_anchor = {word.start, word.start};
    m_caret = {word.end, word.end};
    viewport()->update();
}

void AnswerView::wheelEvent(QWheelEvent *event)
{
    const bool isSideways = event->modifiers() & Qt::ShiftModifier
        || std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y());
    const int block = m_flow.blockAt(toContent(event->position()).y());
    if (isSideways && m_flow.canScroll(block)) {
        const int delta = event->angleDelta().x() ? event->angleDelta().x() : event->angleDelta().y();
        m_flow.scrollGroup(block, -delta / 120.0 * wheelStep);
        viewport()->update();
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

bool AnswerView::moveCaret(QKeyEvent *event)
{
    for (const KeyMove &move : selectMoves) {
        if (!event->matches(move.key))
            continue;
        const TextSpot from = m_cursor.spotOf(m_caret.start);
        const TextSpot to = m_cursor.moved(from, move.operation, move.isPage ? viewport()->height() : 0);
        extendTo(to);
        ensureVisible(to);
        return true;
    }
    return false;
}

void AnswerView::ensureVisible(const TextSpot &spot)
{
    const QRectF rect = m_cursor.rect(spot);
    const int top = int(rect.top());
    const int bottom = int(rect.bottom()) + 16;
    QScrollBar *bar = verticalScrollBar();
    if (top < bar->value())
        bar->setValue(top);
    else if (bottom > bar->value() + viewport()->height())
        bar->setValue(bottom - viewport()->height());
}

void AnswerView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (event->matches(QKeySequence::MoveToStartOfDocument) || event->matches(QKeySequence::MoveToStartOfLine))
        bar->setValue(0);
    else if (event->matches(QKeySequence::MoveToEndOfDocument) || event->matches(QKeySequence::MoveToEndOfLine))
        bar->setValue(bar->maximum());
    else if (event->matches(QKeySequence::MoveToNextPage) || (event->key() == Qt::Key_Space && !event->modifiers()))
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    else if (event->matches(QKeySequence::MoveToPreviousPage))
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    else if (event->matches(QKeySequence::MoveToNextLine))
        bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    else if (event->matches(QKeySequence::MoveToPreviousLine))
        bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    else if (m_flow.blocks().empty() || !moveCaret(event))
        event->ignore();
}

void AnswerView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("answerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy"), this, &AnswerView::copy);
    copy->setEnabled(!selectedSource().isEmpty());
    menu->addAction(tr("Select all"), this, &AnswerView::selectAll);
    if (event->reason() != QContextMenuEvent::Mouse) {
        addTargetsTo(*menu, codeAtHand(), linksAtHand());
    } else if (!m_flow.blocks().empty()) {
        const AnswerFlow::Hit hit = m_flow.hitAt(toContent(event->pos()));
        const bool isCode = m_flow.blocks()[std::size_t(hit.block)].kind == AnswerBlock::Code;
        std::vector<AnswerTarget> links;
        if (hit.spot.link >= 0)
            links.push_back({AnswerTarget::Link, hit.block, hit.spot.link, {}});
        addTargetsTo(*menu, isCode ? hit.block : -1, links);
    }
    menu->popup(event->globalPos());
}

bool AnswerView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const AnswerFlow::Hit hit = m_flow.blocks().empty() ? AnswerFlow::Hit {} : m_flow.hitAt(toContent(help->pos()));
    const QUrl link = m_flow.blocks().empty() ? QUrl() : linkAt(help->pos());
    if (link.isValid())
        QToolTip::showText(help->globalPos(), link.toString(QUrl::FullyEncoded).toHtmlEscaped(), viewport());
    else if (hit.target == AnswerFlow::Hit::CopyCode)
        QToolTip::showText(help->globalPos(), tr("Copy this code"), viewport());
    else
        QToolTip::hideText();
    return true;
}

} // namespace triptych
