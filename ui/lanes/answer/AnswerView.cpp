// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/AnswerView.h"

#include "ui/lanes/answer/AnswerAccessible.h"
#include "ui/lanes/answer/FollowButton.h"
#include "ui/shell/Theme.h"

#include <QPainter>
#include <QScrollBar>
#include <QTimerEvent>
#include <cmath>

namespace triptych {

namespace {

constexpr int sliceMilliseconds = 6; // well inside a frame, with painting
constexpr int caretWidth = 8;
constexpr int caretHeight = 16;

QMargins marginsOf(AnswerView::Look look)
{
    return look == AnswerView::Look::Answer ? QMargins(16, 8, 16, 8) : QMargins(32, 4, 16, 8);
}

} // namespace

AnswerView::AnswerView(const Theme &theme, Look look, QWidget *parent)
    : QAbstractScrollArea(parent),
      m_theme(theme),
      m_look(look)
{
    installAnswerAccessibility();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAutoFillBackground(false);
    m_follow = new FollowButton(theme, viewport());
    m_follow->hide();
    connect(m_follow, &QAbstractButton::clicked, this, &AnswerView::follow);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &AnswerView::personScrolled);
    connect(&m_job, &MarkdownJob::parsed, this, &AnswerView::showDocument);
    connect(&theme, &Theme::changed, this, &AnswerView::restyle);
    restyle();
}

AnswerView::~AnswerView() = default;

void AnswerView::restyle()
{
    const int anchor = anchorSource();
    m_flow.setStyle(AnswerStyle::of(m_theme, m_look != Look::Answer));
    verticalScrollBar()->setSingleStep(int(m_flow.style().base.line));
    contentChanged();
    keepAnchor(anchor);
}

void AnswerView::setSource(const QString &source)
{
    if (source == m_source)
        return;
    m_job.cancel();
    m_source = QString(source.constData(), source.size()); // not shared, so that appending never copies it all
    m_lines.clear();
    m_links.clear();
    m_flow.clear();
    m_isRenderedShown = false;
    m_anchor = m_caret = {};
    m_isFollowing = m_source.isEmpty(); // a text that comes whole is read from its top
    showSource();
    if (m_mode == Mode::Rendered)
        requestRendered();
}

void AnswerView::append(const QString &text)
{
    if (text.isEmpty())
        return;
    m_source += text;
    if (!m_isRenderedShown)
        showSource();
    if (m_mode == Mode::Rendered)
        requestRendered();
}

void AnswerView::setMode(Mode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    if (mode == Mode::Rendered) {
        requestRendered();
        return;
    }
    m_job.cancel();
    if (!m_isRenderedShown)
        return;
    const int anchor = anchorSource();
    m_isRenderedShown = false;
    m_lines.clear();
    m_flow.clear();
    showSource();
    keepAnchor(anchor);
}

void AnswerView::setWriting(bool isWriting)
{
    if (m_isWriting == isWriting)
        return;
    m_isWriting = isWriting;
    viewport()->update();
}

void AnswerView::setBareCode(bool isBare, const QString &language)
{
    if (m_isBareCode == isBare && m_bareLanguage == language)
        return;
    m_isBareCode = isBare;
    m_bareLanguage = language;
    if (m_mode == Mode::Rendered && !m_source.isEmpty())
        requestRendered();
}

void AnswerView::showSource()
{
    SourceLines::Change change;
    if (!m_source.isEmpty())
        change = m_lines.update(m_source);
    m_flow.replaceFrom(change.firstChanged, std::move(change.blocks), 0);
    contentChanged();
}

void AnswerView::requestRendered()
{
    if (!m_source.isEmpty())
        m_job.parse(m_isBareCode, m_bareLanguage);
}

void AnswerView::showDocument(const MarkdownDocument &document)
{
    if (m_mode != Mode::Rendered)
        return;
    const int anchor = anchorSource();
    if (!m_isRenderedShown)
        m_flow.clear();
    m_isRenderedShown = true;
    m_links = document.links;
    m_flow.replaceFrom(0, document.blocks, document.groups);
    contentChanged();
    keepAnchor(anchor);
}

/// The source at the top of the view, to be found again after the blocks have changed.
int AnswerView::anchorSource() const
{
    const int block = m_flow.blockAt(verticalScrollBar()->value());
    return block <= 0 ? 0 : m_flow.blocks()[std::size_t(block)].source.start;
}

void AnswerView::keepAnchor(int source)
{
    if (m_isFollowing || m_flow.blocks().empty())
        return;
    const TextSpot spot = m_cursor.spotOf(source);
    m_isAdjusting = true;
    verticalScrollBar()->setValue(source == 0 ? 0 : int(m_flow.top(spot.block)));
    m_isAdjusting = false;
}

void AnswerView::contentChanged()
{
    ++m_revision;
    const QMargins margins = marginsOf(m_look);
    m_flow.setWidth(qMin(textMeasure, viewport()->width() - margins.left() - margins.right()));
    updateScrollRange();
    const qreal from = verticalScrollBar()->value() - margins.top();
    m_flow.measure(from, from + viewport()->height(), 0);
    updateScrollRange();
    scheduleSlices();
    viewport()->update();
}

void AnswerView::scheduleSlices()
{
    if (!m_flow.isMeasured() && !m_slices.isActive())
        m_slices.start(0, this);
}

void AnswerView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_slices.timerId())
        return QAbstractScrollArea::timerEvent(event);
    // What is in sight stays where it is while heights above it settle.
    const qreal from = verticalScrollBar()->value() - marginsOf(m_look).top();
    const int block = m_flow.blockAt(from);
    const qreal before = block < 0 ? 0 : m_flow.top(block);
    m_flow.measure(from, from + viewport()->height(), sliceMilliseconds);
    const int moved = block < 0 ? 0 : int(m_flow.top(block) - before);
    updateScrollRange();
    if (moved != 0 && !m_isFollowing && verticalScrollBar()->value() > 0) {
        m_isAdjusting = true;
        verticalScrollBar()->setValue(verticalScrollBar()->value() + moved);
        m_isAdjusting = false;
    }
    if (m_flow.isMeasured())
        m_slices.stop();
    viewport()->update();
}

int AnswerView::contentHeight() const
{
    const QMargins margins = marginsOf(m_look);
    return m_flow.blocks().empty() ? 0 : int(std::ceil(m_flow.height())) + margins.top() + margins.bottom();
}

void AnswerView::updateScrollRange()
{
    const int height = contentHeight();
    m_isAdjusting = true;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, qMax(0, height - viewport()->height()));
    if (m_isFollowing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_isAdjusting = false;
    layOutFollow();
    if (m_reportedHeight != height) {
        m_reportedHeight = height;
        Q_EMIT contentHeightChanged();
    }
}

void AnswerView::personScrolled()
{
    if (m_isAdjusting)
        return;
    m_isFollowing = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    layOutFollow();
    contentChanged();
}

void AnswerView::follow()
{
    m_isFollowing = true;
    setFocus();
    contentChanged();
}

void AnswerView::layOutFollow()
{
    const QSize size = m_follow->sizeHint();
    m_follow->setGeometry(
        QRect(QPoint(viewport()->width() - size.width() - 8, viewport()->height() - size.height() - 8), size));
    m_follow->setVisible(!m_isFollowing && m_isWriting && verticalScrollBar()->maximum() > 0);
}

void AnswerView::resizeEvent(QResizeEvent *)
{
    const int anchor = anchorSource();
    const qreal oldWidth = m_flow.width();
    contentChanged();
    if (oldWidth != m_flow.width())
        keepAnchor(anchor);
}

void AnswerView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void AnswerView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), m_theme.colors().paper);
    const QMargins margins = marginsOf(m_look);
    const QPoint origin(margins.left(), margins.top() - verticalScrollBar()->value());
    painter.translate(origin);
    m_flow.draw(painter, -origin.y(), -origin.y() + viewport()->height(), selection());
    if (m_isWriting && !m_flow.blocks().empty()) {
        const QRectF end = m_cursor.rect(m_cursor.moved({}, QTextCursor::End, 0));
        const QRectF caret(end.left(), end.center().y() - caretHeight / 2, caretWidth, caretHeight);
        painter.fillRect(caret, m_flow.style().textColor());
    }
}

void AnswerView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void AnswerView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace triptych
