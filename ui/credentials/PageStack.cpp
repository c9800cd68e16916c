// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/PageStack.h"

#include <QScrollArea>
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
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(page);
    page->setAutoFillBackground(false);
    page->setContentsMargins(ringRoom, ringRoom, ringRoom, ringRoom);
    addWidget(area);
}

int PageStack::wantedHeight() const
{
    int height = usualSize.height();
    for (int i = 0; i < count(); ++i) {
        const QWidget *page = static_cast<QScrollArea *>(widget(i))->widget();
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
