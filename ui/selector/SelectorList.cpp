// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/SelectorList.h"

#include "ui/selector/SelectorDelegate.h"
#include "ui/selector/SelectorModel.h"
#include "ui/shell/Theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QScrollBar>

namespace triptych {

namespace {

constexpr int barWidth = 10;

bool isPlain(const QKeyEvent &event)
{
    return (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
}

} // namespace

SelectorList::SelectorList(const Theme &theme, SelectorModel &model, QWidget *parent)
    : QListView(parent),
      m_theme(theme),
      m_rows(model),
      m_delegate(new SelectorDelegate(theme, model, this))
{
    setObjectName(QStringLiteral("modelList"));
    setAccessibleName(tr("Models"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    addOverlayBar();
    connect(&theme, &Theme::changed, this, &SelectorList::adoptTheme);
    adoptTheme();
}

void SelectorList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Models"));
    QListView::changeEvent(event);
}

void SelectorList::setEnterIsHere(bool isHere)
{
    m_delegate->setEnterIsHere(isHere);
    viewport()->update();
}

int SelectorList::startRow() const
{
    const QRect sight = viewport()->rect();
    const auto isInSight = [&](int row) { return sight.contains(visualRect(m_rows.index(row))); };
    const int first = m_rows.firstModelRow();
    if (first < 0 || isInSight(first))
        return first;
    int row = indexAt(sight.topLeft()).row();
    while (row >= 0 && row < m_rows.rowCount() && !isInSight(row))
        ++row;
    return row >= 0 && row < m_rows.rowCount() ? row : first;
}

void SelectorList::setCurrentRow(int row)
{
    setCurrentIndex(m_rows.index(row));
    if (row < 0)
        clearSelection();
}

bool SelectorList::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool clears = key->key() == Qt::Key_Escape && m_rows.filter().isSearch();
        if (clears || (key->key() == Qt::Key_S && isPlain(*key)))
            event->accept();
    }
    return QListView::event(event);
}

void SelectorList::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    if (!isPlain(*event)) {
        // Ctrl+Enter runs, wherever the focus is.
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row >= 0)
            Q_EMIT rowActivated(row);
        return;
    case Qt::Key_Right: fold(row, true); return;
    case Qt::Key_Left: fold(row, false); return;
    case Qt::Key_S:
        if (row >= 0)
            Q_EMIT starPressed(row);
        return;
    case Qt::Key_Up:
        if (isFirst(row)) {
            Q_EMIT leftAtTop();
            return;
        }
        break;
    case Qt::Key_Escape:
        event->setAccepted(m_rows.filter().isSearch());
        if (event->isAccepted())
            Q_EMIT leftAtTop();
        return;
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End: break;
    default: event->ignore(); return; // letters are no search in a list that has a search field
    }
    QListView::keyPressEvent(event);
}

void SelectorList::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex place = indexAt(event->position().toPoint());
    const bool isClick = event->button() == Qt::LeftButton && place.isValid() && place == currentIndex();
    QListView::mouseReleaseEvent(event);
    if (isClick)
        pressPart(place.row(), event->position().toPoint());
}

void SelectorList::pressPart(int row, const QPoint &at)
{
    const SelectorRow &line = m_rows.row(row);
    const QRect rect = visualRect(m_rows.index(row));
    const bool hasNote = line.noteAction != SelectorRow::Action::None;
    if (line.kind == SelectorRow::Kind::Model && m_delegate->starRect(rect).contains(at))
        Q_EMIT starPressed(row);
    else if (hasNote && m_delegate->noteRect(rect, line).contains(at))
        Q_EMIT noteActivated(row);
    else
        Q_EMIT rowActivated(row);
}

void SelectorList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex place = byKey ? currentIndex() : indexAt(event->pos());
    if (place.isValid())
        Q_EMIT menuRequested(place.row(),
                             byKey ? viewport()->mapToGlobal(visualRect(place).bottomLeft()) : event->globalPos());
}

void SelectorList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    placeOverlayBar();
}

void SelectorList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    Q_EMIT focusChanged();
}

void SelectorList::focusOutEvent(QFocusEvent *event)
{
    QListView::focusOutEvent(event);
    Q_EMIT focusChanged();
}

void SelectorList::adoptTheme()
{
    QPalette colors = palette();
    colors.setColor(QPalette::Base, m_theme.colors().chrome);
    setPalette(colors);
    scheduleDelayedItemsLayout();
}

void SelectorList::addOverlayBar()
{
    m_bar = new QScrollBar(Qt::Vertical, this);
    m_bar->setObjectName(QStringLiteral("modelScroll"));
    m_bar->setFocusPolicy(Qt::NoFocus);
    QScrollBar *own = verticalScrollBar();
    connect(own, &QScrollBar::rangeChanged, this, &SelectorList::placeOverlayBar);
    connect(own, &QScrollBar::valueChanged, m_bar, &QScrollBar::setValue);
    connect(m_bar, &QScrollBar::valueChanged, own, &QScrollBar::setValue);
    placeOverlayBar();
}

void SelectorList::placeOverlayBar()
{
    const QScrollBar *own = verticalScrollBar();
    m_bar->setGeometry(width() - barWidth, 0, barWidth, height());
    m_bar->setRange(own->minimum(), own->maximum());
    m_bar->setPageStep(own->pageStep());
    m_bar->setSingleStep(SelectorDelegate::rowHeight);
    m_bar->setValue(own->value());
    m_bar->setVisible(own->maximum() > own->minimum());
    m_bar->raise();
}

bool SelectorList::isFirst(int row) const
{
    for (int before = row - 1; before >= 0; --before) {
        if (m_rows.flags(m_rows.index(before)).testFlag(Qt::ItemIsEnabled))
            return false;
    }
    return true;
}

void SelectorList::fold(int row, bool isExpanded)
{
    if (row < 0 || m_rows.filter().isSearch())
        return;
    const SelectorRow line = m_rows.row(row);
    const int head = m_rows.rowOf(QString(), line.group);
    if (line.kind != SelectorRow::Kind::Group) {
        // Left goes from a row to its group first, as in a tree.
        if (!isExpanded && head >= 0)
            setCurrentRow(head);
        return;
    }
    if (line.action == SelectorRow::Action::Toggle)
        m_rows.setExpanded(line.group, isExpanded);
}

} // namespace triptych
