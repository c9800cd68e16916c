// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/GatewayPanel.h"

#include "ui/credentials/ThemedLabel.h"
#include "ui/gateway/CallsPage.h"
#include "ui/gateway/RoutesPage.h"
#include "ui/gateway/TapPage.h"
#include "ui/gateway/TokensPage.h"
#include "ui/shell/CalmWheel.h"
#include "ui/shell/NoticeBar.h"
#include "ui/shell/Theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace triptych {

namespace {

constexpr int leastWidth = 340;
constexpr int leastHeight = 280;
constexpr int tabRowHeight = 36;
constexpr int leastPort = 1'024;
constexpr int mostPort = 65'535;

} // namespace

GatewayPanel::GatewayPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_notice(new NoticeBar(theme, this)),
      m_state(new QWidget(this)),
      m_address(new QLineEdit(m_state)),
      m_copy(new QToolButton(m_state)),
      m_portCaption(new QLabel(m_state)),
      m_port(new QSpinBox(m_state)),
      m_switch(new QPushButton(m_state)),
      m_line(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, m_state)),
      m_connect(new QPushButton(m_state)),
      m_tabs(new QTabBar(this)),
      m_routes(new RoutesPage(theme)),
      m_tokens(new TokensPage(theme)),
      m_calls(new CallsPage(theme)),
      m_tap(new TapPage(theme))
{
    setObjectName(QStringLiteral("gatewayPanel"));
    m_notice->setObjectName(QStringLiteral("gatewayNotice"));
    m_notice->hide();
    buildState();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_state);
    buildPages();
    connect(&theme, &Theme::changed, this, &GatewayPanel::retranslate);
    retranslate();
}

void GatewayPanel::buildState()
{
    m_address->setObjectName(QStringLiteral("gatewayAddress"));
    m_copy->setObjectName(QStringLiteral("gatewayAddressCopy"));
    m_port->setObjectName(QStringLiteral("gatewayPort"));
    m_portCaption->setObjectName(QStringLiteral("gatewayPortCaption"));
    m_switch->setObjectName(QStringLiteral("gatewaySwitch"));
    m_line->setObjectName(QStringLiteral("gatewayState"));
    m_connect->setObjectName(QStringLiteral("gatewayConnect"));
    m_address->setReadOnly(true);
    m_copy->setAutoRaise(true);
    m_copy->setIconSize({16, 16});
    m_port->setRange(leastPort, mostPort);
    m_port->setGroupSeparatorShown(false);
    m_portCaption->setBuddy(m_port);
    CalmWheel::calm(*m_port);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_address, 1);
    row->addWidget(m_copy);
    row->addWidget(m_portCaption);
    row->addWidget(m_port);
    row->addStretch();
    row->addWidget(m_connect);
    row->addWidget(m_switch);
    auto *column = new QVBoxLayout(m_state);
    column->setContentsMargins(16, 12, 16, 8);
    column->setSpacing(8);
    column->addLayout(row);
    column->addWidget(m_line);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(address()); });
    connect(m_connect, &QPushButton::clicked, this, &GatewayPanel::connectRequested);
    connect(m_switch, &QPushButton::clicked, this, [this] {
        if (m_sight.isRunning)
            Q_EMIT stopRequested();
        else
            Q_EMIT startRequested(quint16(m_port->value()));
    });
}

void GatewayPanel::buildPages()
{
    auto *pages = new QStackedWidget(this);
    m_tabs->setObjectName(QStringLiteral("gatewayTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setFixedHeight(tabRowHeight);
    for (QWidget *page : {static_cast<QWidget *>(m_routes), static_cast<QWidget *>(m_tokens),
                          static_cast<QWidget *>(m_calls), static_cast<QWidget *>(m_tap)}) {
        pages->addWidget(page);
        m_tabs->addTab({});
    }
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(m_tabs);
    row->addStretch();
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addLayout(row);
    column->addWidget(pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &GatewayPanel::pageChanged);
    connect(m_calls, &CallsPage::tapToggled, m_tap, &TapPage::tapToggled);
}

void GatewayPanel::setSight(const GatewaySight &sight)
{
    if (sight.port != m_sight.port && sight.port != 0)
        m_port->setValue(sight.port);
    m_sight = sight;
    retranslate();
}

GatewayPanel::Page GatewayPanel::page() const
{
    return Page(m_tabs->currentIndex());
}

void GatewayPanel::showPage(Page page)
{
    m_tabs->setCurrentIndex(int(page));
}

QSize GatewayPanel::minimumSizeHint() const
{
    return {leastWidth, leastHeight};
}

QString GatewayPanel::address() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_sight.port);
}

QString GatewayPanel::stateText() const
{
    if (!m_sight.isRunning)
        return tr("Stopped. Started, it lets programs on this machine use your models, in the protocol they speak.");
    if (m_sight.keys == 0)
        return tr("It lets nobody in yet: make a token for each program.");
    const QLocale words;
    //: How a time of day is written, in the letters of QLocale::toString.
    const QString since = words.toString(m_sight.since.toLocalTime(), tr("HH:mm"));
    return QStringList {tr("Running since %1").arg(since), tr("%n call(s) under way", nullptr, int(m_sight.calls)),
                        tr("%n connection(s)", nullptr, m_sight.connections)}
        .join(QStringLiteral(" · "));
}

void GatewayPanel::retranslate()
{
    const bool isRunning = m_sight.isRunning;
    m_address->setVisible(isRunning);
    m_copy->setVisible(isRunning);
    m_port->setVisible(!isRunning);
    m_portCaption->setVisible(!isRunning);
    m_connect->setVisible(isRunning);
    m_address->setText(address());
    m_address->setAccessibleName(tr("Address of the gateway"));
    m_copy->setIcon(m_theme.icon(QStringLiteral("copy")));
    m_copy->setToolTip(tr("Copy the address"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_portCaption->setText(tr("Port"));
    m_port->setAccessibleName(tr("Port"));
    m_connect->setText(tr("Connect…"));
    m_connect->setToolTip(tr("What to paste into each program"));
    m_switch->setText(isRunning ? tr("Stop") : tr("Start"));
    m_switch->setAccessibleName(isRunning ? tr("Stop the gateway") : tr("Start the gateway"));
    m_line->setText(stateText());
    const QStringList titles {tr("Routes"), tr("Tokens"), tr("Calls"), tr("Tap")};
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, titles[i]);
    setAccessibleName(tr("Gateway"));
    update();
}

void GatewayPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT shown(true);
}

void GatewayPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    Q_EMIT shown(false);
}

void GatewayPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().chrome);
    const int tabsBottom = m_tabs->geometry().bottom();
    painter.fillRect(QRect(0, tabsBottom, width(), 1), m_theme.colors().hairline);
}

void GatewayPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
