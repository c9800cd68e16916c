// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/PageStack.h"

#include "ui/credentials/ListArea.h"

#include <QEvent>
#include <algorithm>

namespace triptych {

namespace {

constexpr QSize usualSize {520, 300};
constexpr int leastHeight = 120;

} // namespace

PageStack::PageStack(QWidget *parent) : QStackedWidget(parent)
{
    setMinimumWidth(usualSize.width());
}

void PageStack::addPage(QWidget *page)
{
    page->setContentsMargins(ringRoom, ringRoom, ringRoom, ringRoom);
    page->installEventFilter(this);
    addWidget(new ListArea(page, this));
}

/// What a page says after a test of the connection makes it higher, which nobody outside of its area hears of.
bool PageStack::eventFilter(QObject *page, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        Q_EMIT pageChanged();
    return QStackedWidget::eventFilter(page, event);
}

int PageStack::wantedHeight() const
{
    int height = usualSize.height();
    for (int i = 0; i < count(); ++i) {
        const QWidget *page = static_cast<ListArea *>(widget(i))->widget();
        const int needed = page->hasHeightForWidth() ? page->heightForWidth(width()) : page->sizeHint().height();
        height = std::max(height, needed);
    }
    return height;
}

void PageStack::fitInto(int room)
{
    const int height = std::max(leastHeight, std::min(wantedHeight(), room));
    if (height != minimumHeight() || height != maximumHeight())
        setFixedHeight(height);
}

void PageLayout::setGeometry(const QRect &place)
{
    QVBoxLayout::setGeometry(place.adjusted(-PageStack::ringRoom, 0, PageStack::ringRoom, 0));
}

} // namespace triptych
