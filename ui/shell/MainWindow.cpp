// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/MainWindow.h"

#include "ui/editor/EditorTabs.h"
#include "ui/shell/Actions.h"
#include "ui/shell/DocumentTabs.h"
#include "ui/shell/HeaderBar.h"
#include "ui/shell/RunColumn.h"
#include "ui/shell/SidebarDock.h"
#include "ui/shell/StripWidget.h"
#include "ui/shell/Theme.h"
#include "ui/shell/VaultButton.h"

#include <QCloseEvent>
#include <QDataStream>
#include <QHBoxLayout>
#include <QIODevice>
#include <QResizeEvent>
#include <QSplitter>

namespace triptych {

namespace {

constexpr int layoutVersion = 1;
constexpr int leastEditorHeight = 116;
constexpr int sidebarWidth = 280;
constexpr int latencyHeight = 211; // with the hairline over it 212
constexpr int tallLatencyHeight = 319;
constexpr int tallWindow = 1300;
constexpr qreal editorShare = 0.151; // 136 of 900

/// Five lines in a small window, more where there is room.
int editorHeightIn(int windowHeight)
{
    return qMax(leastEditorHeight, qRound(windowHeight * editorShare));
}

int latencyHeightIn(int windowHeight)
{
    return windowHeight < tallWindow ? latencyHeight : tallLatencyHeight;
}

} // namespace

MainWindow::MainWindow(Theme &theme, Actions &actions, const QString &draftsFolder, QWidget *parent)
    : QMainWindow(parent),
      m_theme(theme),
      m_actions(actions),
      m_editors(new EditorTabs(theme, draftsFolder, this)),
      m_header(new HeaderBar(theme, actions, *m_editors, this)),
      m_strip(new StripWidget(theme, actions, this)),
      m_run(new RunColumn(theme, actions, this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_lower(new QWidget(m_splitter)),
      m_sidebar(new SidebarDock(theme, this)),
      m_latency(new QDockWidget(this)),
      m_gateway(new QDockWidget(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Triptych"));
    setMenuWidget(m_header);
    setDockNestingEnabled(false);
    addActions(actions.all());
    buildCentre();
    buildDocks();
    buildMenus();
    connectActions();
    connectEditing();
    retranslate();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    auto *upper = new QWidget(m_splitter);
    upper->setObjectName(QStringLiteral("promptRow"));
    auto *row = new QHBoxLayout(upper);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_editors, 1);
    row->addWidget(m_run);

    m_lower->setObjectName(QStringLiteral("answerArea"));
    auto *column = new QVBoxLayout(m_lower);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);

    m_splitter->setObjectName(QStringLiteral("promptSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_lower);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    setCentralWidget(m_splitter);
}

void MainWindow::buildDocks()
{
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, m_sidebar);
    m_latency->setObjectName(QStringLiteral("latencyDock"));
    m_latency->setAllowedAreas(Qt::BottomDockWidgetArea | Qt::TopDockWidgetArea);
    addDockWidget(Qt::BottomDockWidgetArea, m_latency);
    m_latency->hide();
    m_gateway->setObjectName(QStringLiteral("gatewayDock"));
    m_gateway->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    addDockWidget(Qt::RightDockWidgetArea, m_gateway);
    m_gateway->hide();
    connect(m_gateway, &QDockWidget::visibilityChanged, this, [this](bool isVisible) {
        if (isVisible && !m_gateway->widget())
            Q_EMIT gatewayWanted();
    });
    m_sidebar->installEventFilter(this);
}

void MainWindow::setModelSelector(QWidget *panel)
{
    m_sidebar->addPanel(panel);
}

void MainWindow::setHistoryPanel(QWidget *panel)
{
    m_sidebar->addPanel(panel);
}

void MainWindow::setLaneArea(QWidget *panel)
{
    m_lanes = panel;
    static_cast<QVBoxLayout *>(m_lower->layout())->addWidget(panel, 1);
}

void MainWindow::setLatencyPanel(QWidget *panel, QWidget *head)
{
    m_latency->setWidget(panel);
    m_latency->setTitleBarWidget(head ? head : new QWidget(m_latency));
    // On its own it needs a frame to be moved by, unless its head serves for that.
    if (!head)
        connect(m_latency, &QDockWidget::topLevelChanged, this, [this](bool isFloating) {
            QWidget *old = m_latency->titleBarWidget();
            m_latency->setTitleBarWidget(isFloating ? nullptr : new QWidget(m_latency));
            if (old)
                old->deleteLater();
        });
    m_latency->show();
}

void MainWindow::setGatewayPanel(QWidget *panel, QWidget *head)
{
    m_gateway->setTitleBarWidget(head);
    m_gateway->setWidget(panel);
    resizeDocks({m_gateway}, {panel->sizeHint().width()}, Qt::Horizontal);
}

void MainWindow::showGateway(bool isShown)
{
    m_gateway->setVisible(isShown);
}

VaultButton &MainWindow::vaultButton() const
{
    return m_header->vault();
}

void MainWindow::floatLatency()
{
    m_latency->setFloating(!m_latency->isFloating());
}

void MainWindow::floatGateway()
{
    m_gateway->setFloating(!m_gateway->isFloating());
}

QByteArray MainWindow::layoutState() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << layoutVersion << saveGeometry() << saveState(layoutVersion) << m_splitter->saveState()
        << m_sidebar->currentPanel();
    return bytes;
}

bool MainWindow::restoreLayout(const QByteArray &state)
{
    QDataStream in(state);
    int version = 0;
    int panel = 0;
    QByteArray geometry, docks, splitter;
    in >> version >> geometry >> docks >> splitter >> panel;
    if (in.status() != QDataStream::Ok || version != layoutVersion)
        return false;
    m_isLaidOut = restoreGeometry(geometry) && restoreState(docks, layoutVersion) && m_splitter->restoreState(splitter);
    m_sidebar->setCurrentPanel(panel);
    return m_isLaidOut;
}

void MainWindow::resetLayout()
{
    for (QDockWidget *dock : {static_cast<QDockWidget *>(m_sidebar), m_latency}) {
        dock->setFloating(false);
        dock->show();
    }
    m_gateway->setFloating(false);
    addDockWidget(Qt::LeftDockWidgetArea, m_sidebar);
    addDockWidget(Qt::BottomDockWidgetArea, m_latency);
    addDockWidget(Qt::RightDockWidgetArea, m_gateway);
    sizeRegions();
    fitHeader();
}

void MainWindow::sizeRegions()
{
    const int editor = editorHeightIn(height());
    resizeDocks({m_sidebar}, {sidebarWidth}, Qt::Horizontal);
    resizeDocks({m_latency}, {latencyHeightIn(height())}, Qt::Vertical);
    m_splitter->setSizes({editor, qMax(1, height() - editor)});
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (!m_isLaidOut) {
        m_isLaidOut = true;
        sizeRegions();
    }
    QMainWindow::showEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    const bool isAsGiven = m_latency->height() == latencyHeightIn(event->oldSize().height()); // nobody pulled at it
    QMainWindow::resizeEvent(event);
    if (m_isLaidOut && isAsGiven && !m_latency->isFloating())
        resizeDocks({m_latency}, {latencyHeightIn(event->size().height())}, Qt::Vertical);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    const bool isFit = event->type() == QEvent::Resize || event->type() == QEvent::Show || event->type() == QEvent::Hide
        || event->type() == QEvent::Move;
    if (watched == m_sidebar && isFit)
        fitHeader();
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::fitHeader()
{
    const bool isBelow
        = m_sidebar->isVisible() && !m_sidebar->isFloating() && dockWidgetArea(m_sidebar) == Qt::LeftDockWidgetArea;
    m_header->setSidebarWidth(isBelow ? m_sidebar->width() : 0);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_mayClose && !m_mayClose())
        return event->ignore();
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

} // namespace triptych
