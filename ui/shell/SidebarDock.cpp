// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/SidebarDock.h"

#include "ui/shell/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>

namespace triptych {

namespace {

constexpr int tabRowHeight = 36;
constexpr int leastWidth = 240;
constexpr int mostWidth = 400;

/// The row under the tabs' texts; a press beside them goes on to the dock, which is then dragged.
class TabRow final : public QWidget
{
public:
    explicit TabRow(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
    {
        setObjectName(QStringLiteral("sidebarTabRow"));
        setFixedHeight(tabRowHeight);
    }

    QSize sizeHint() const override { return {QWidget::sizeHint().width(), tabRowHeight}; } // what the dock goes by

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.colors().chrome);
        painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.colors().hairline);
    }

private:
    const Theme &m_theme;
};

} // namespace

SidebarDock::SidebarDock(const Theme &theme, QWidget *parent) : QDockWidget(parent), m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("sidebar"));
    setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    auto *row = new TabRow(theme, this);
    m_tabs = new QTabBar(row);
    m_tabs->setObjectName(QStringLiteral("sidebarTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setFixedHeight(tabRowHeight);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(m_tabs);
    layout->addStretch();
    setTitleBarWidget(row);
    setWidget(m_stack);
    m_stack->setMinimumWidth(leastWidth);
    m_stack->setMaximumWidth(mostWidth);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(&theme, &Theme::changed, row, [row] { row->update(); });
}

int SidebarDock::addPanel(QWidget *panel)
{
    const int index = m_stack->addWidget(panel);
    m_tabs->addTab(panel->windowTitle());
    m_tabs->updateGeometry(); // a hidden tab bar does not tell its layout that it grew
    panel->installEventFilter(this);
    return index;
}

void SidebarDock::setCurrentPanel(int index)
{
    m_tabs->setCurrentIndex(index);
}

void SidebarDock::showPanel(int index)
{
    show();
    raise();
    setCurrentPanel(index);
}

int SidebarDock::currentPanel() const
{
    return m_tabs->currentIndex();
}

QWidget *SidebarDock::panel(int index) const
{
    return m_stack->widget(index);
}

bool SidebarDock::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowTitleChange) {
        auto *panel = static_cast<QWidget *>(watched);
        m_tabs->setTabText(m_stack->indexOf(panel), panel->windowTitle());
        m_tabs->updateGeometry();
    }
    return QDockWidget::eventFilter(watched, event);
}

} // namespace triptych
