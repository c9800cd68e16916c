// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/gateway/GatewayController.h"

#include "app/gateway/KeyLease.h"
#include "app/session/Session.h"
#include "app/window/credentials/CredentialsController.h"
#include "app/window/gateway/GatewayCalls.h"
#include "app/window/gateway/GatewayRoutes.h"
#include "app/window/gateway/GatewayTap.h"
#include "core/text/ErrorText.h"
#include "ui/gateway/CallsPage.h"
#include "ui/gateway/ConnectDialog.h"
#include "ui/gateway/GatewayHead.h"
#include "ui/gateway/GatewayPanel.h"
#include "ui/gateway/RoutesPage.h"
#include "ui/gateway/TapPage.h"
#include "ui/gateway/TokensPage.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/NoticeBar.h"

namespace triptych {

namespace {

constexpr std::chrono::seconds beat {1};
const QString problemNotice = QStringLiteral("gateway.problem");
const QString fileNotice = QStringLiteral("gateway.config");

} // namespace

GatewayController::GatewayController(Session &session, const Theme &theme, MainWindow &window,
                                     CredentialsController &credentials, Clock &clock, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_theme(theme),
      m_window(window),
      m_credentials(credentials),
      m_clock(clock),
      m_tick(clock.newTimer([this] { refresh(); })),
      m_term(clock.newTimer([this] { leaseEnds(); }))
{
    connect(&window, &MainWindow::gatewayWanted, this, &GatewayController::build);
}

/// A gateway that still runs is stopped; nobody is left to be told.
GatewayController::~GatewayController()
{
    if (!m_host)
        return;
    m_host->lease().disconnect(this);
    m_host->disconnect(this);
}

void GatewayController::build()
{
    m_host = std::make_unique<GatewayHost>(m_session);
    m_panel = new GatewayPanel(m_theme);
    auto *head = new GatewayHead(m_theme);
    connect(head, &GatewayHead::floatRequested, &m_window, &MainWindow::floatGateway);
    connect(head, &GatewayHead::closeRequested, &m_window, [this] { m_window.showGateway(false); });
    m_tokens = std::make_unique<GatewayTokens>(m_session, m_theme, m_panel->tokens(), m_credentials, m_window);
    m_tokens->setConnecting([this] { return address(); }, [this](Secret token) { connectClient(std::move(token)); });
    m_calls = std::make_unique<GatewayCalls>(*m_host, m_session.paths().gatewayDatabase(), m_panel->calls());
    m_calls->setLabels([this](const QString &token) { return m_tokens->labelOf(token); });
    connect(m_calls.get(), &GatewayCalls::problem, this, &GatewayController::tellProblem);
    m_routes = std::make_unique<GatewayRoutes>(m_session, m_theme, *m_host, *m_panel, m_window);
    m_tap = std::make_unique<GatewayTap>(m_session, *m_host, m_panel->tap());
    connect(m_tap.get(), &GatewayTap::forked, this, &GatewayController::forked);
    connect(m_tap.get(), &GatewayTap::problem, this, &GatewayController::problem);
    connect(m_tokens.get(), &GatewayTokens::changed, m_calls.get(), &GatewayCalls::show);
    connect(m_tokens.get(), &GatewayTokens::keyPairMade, m_host.get(), &GatewayHost::reloadKeys);
    connectHost();
    m_window.setGatewayPanel(m_panel, head);
    stateChanged();
    if (m_host->configFault())
        tellProblem(*m_host->configFault());
}

void GatewayController::connectHost()
{
    connect(m_panel, &GatewayPanel::startRequested, this, &GatewayController::start);
    connect(m_panel, &GatewayPanel::stopRequested, m_host.get(), &GatewayHost::stop);
    connect(m_panel, &GatewayPanel::connectRequested, this, [this] { connectClient({}); });
    connect(m_panel, &GatewayPanel::pageChanged, this, &GatewayController::refresh);
    connect(m_panel, &GatewayPanel::shown, this, [this](bool isShown) { isShown ? refresh() : m_tick->stop(); });
    connect(&m_panel->tap(), &TapPage::tapToggled, m_host.get(), &GatewayHost::setTapped);
    connect(m_host.get(), &GatewayHost::stateChanged, this, &GatewayController::stateChanged);
    connect(m_host.get(), &GatewayHost::problem, this, &GatewayController::tellProblem);
    connect(m_host.get(), &GatewayHost::configChanged, this, [this] {
        m_panel->notice().hide(fileNotice);
        showSight();
    });
    connect(&m_host->lease(), &KeyLease::changed, this, [this] {
        QStringList labels;
        for (const QString &id : m_host->lease().lent()) {
            const ProviderPreset *preset = m_session.catalog().find(id);
            labels << (preset ? preset->label : id);
        }
        Q_EMIT leaseChanged(labels);
    });
}

void GatewayController::start(quint16 port)
{
    m_panel->notice().hide(problemNotice);
    m_host->start({.port = port}, [this](const Result<quint16> &taken) {
        if (!taken)
            return tellProblem(taken.error());
        GatewayConfig config = m_host->config();
        if (config.port == taken.value() || m_host->configFault())
            return;
        config.port = taken.value();
        if (const auto saved = m_host->saveConfig(config); !saved)
            tellProblem(saved.error());
    });
}

void GatewayController::tellProblem(const Error &error)
{
    if (error.cause.isEmpty())
        return m_panel->notice().hide(problemNotice);
    const bool isFile = error.cause == fileNotice;
    m_panel->notice().warn(isFile ? fileNotice : problemNotice, describe(error).text());
}

void GatewayController::stateChanged()
{
    const bool isUp = m_host->isRunning() && m_host->port() != 0;
    if (isUp && m_since.isNull()) {
        m_since = m_clock.wallTime();
        m_term->start(leaseTerm);
    } else if (!isUp) {
        m_since = {};
        m_status = {.keys = 1};
        m_term->stop();
    }
    m_panel->tap().setTapped(m_host->isTapped());
    m_panel->calls().setTapped(m_host->isTapped());
    showSight();
    refresh();
}

/// Once a second as long as somebody looks.
void GatewayController::refresh()
{
    if (!m_panel->isVisible())
        return;
    m_tokens->refresh();
    if (m_panel->page() == GatewayPanel::Page::Calls)
        m_calls->load();
    m_host->onGateway([this](Gateway &gateway) {
        QMetaObject::invokeMethod(this, [this, status = gateway.status()] {
            if (m_since.isNull())
                return;
            m_status = status;
            showSight();
        });
    });
    m_tick->start(beat);
}

void GatewayController::showSight()
{
    const bool isUp = !m_since.isNull();
    m_panel->setSight({.isRunning = isUp,
                       .port = isUp ? m_host->port() : m_host->config().port,
                       .since = m_since,
                       .calls = qsizetype(m_status.running),
                       .connections = m_status.connections,
                       .keys = m_status.keys});
}

/// What was lent for a day's work is not lent for ever.
void GatewayController::leaseEnds()
{
    if (m_host->lease().lent().isEmpty())
        return;
    m_host->lease().end();
    m_panel->notice().warn(
        problemNotice,
        tr("The gateway held the keys for 12 hours and has given them back. It still answers while the vault is "
           "unlocked; stop and start it to lend them again."));
}

void GatewayController::lockEverything()
{
    if (m_host)
        m_host->lease().end();
    m_session.vault().lock();
}

QString GatewayController::address() const
{
    const quint16 port = m_since.isNull() ? m_host->config().port : m_host->port();
    return QStringLiteral("http://127.0.0.1:%1").arg(port);
}

void GatewayController::connectClient(Secret token)
{
    const quint16 port = m_since.isNull() ? m_host->config().port : m_host->port();
    auto *dialog = new ConnectDialog(m_theme, port, std::move(token), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

bool GatewayController::mayClose()
{
    if (!m_host || !m_host->isRunning() || m_mayClose)
        return true;
    m_host->onGateway([this](Gateway &gateway) {
        QMetaObject::invokeMethod(this, [this, calls = int(gateway.status().running)] {
            if (calls > 0)
                return Q_EMIT closeQuestion(calls);
            closeNow();
        });
    });
    return false;
}

void GatewayController::closeNow()
{
    m_mayClose = true;
    m_host->stop();
    m_window.close();
}

} // namespace triptych
