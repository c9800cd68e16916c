// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/gateway/GatewayRoutes.h"

#include "app/gateway/GatewayHost.h"
#include "app/session/Session.h"
#include "app/window/gateway/GatewayRows.h"
#include "core/text/ErrorText.h"
#include "ui/gateway/GatewayPanel.h"
#include "ui/gateway/RouteDialog.h"
#include "ui/gateway/RoutesPage.h"
#include "ui/shell/NoticeBar.h"

namespace triptych {

namespace {

GatewayConfig withRoute(GatewayConfig config, int place, const Route &route)
{
    if (std::size_t(place) < config.routes.size())
        config.routes[std::size_t(place)] = route;
    else
        config.routes.push_back(route);
    return config;
}

} // namespace

GatewayRoutes::GatewayRoutes(Session &session, const Theme &theme, GatewayHost &host, GatewayPanel &panel,
                             QWidget &window, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_theme(theme),
      m_host(host),
      m_panel(panel),
      m_window(window)
{
    RoutesPage &page = panel.routes();
    connect(&page, &RoutesPage::addRequested, this, [this] { edit(int(m_host.config().routes.size()), {}); });
    connect(&page, &RoutesPage::editRequested, this,
            [this](int place) { edit(place, m_host.config().routes[std::size_t(place)]); });
    connect(&page, &RoutesPage::moveRequested, this, &GatewayRoutes::move);
    connect(&page, &RoutesPage::removeRequested, this, &GatewayRoutes::remove);
    connect(&host, &GatewayHost::configChanged, this, &GatewayRoutes::show);
    connect(&session, &Session::catalogChanged, this, &GatewayRoutes::show);
    show();
}

void GatewayRoutes::show()
{
    std::vector<GatewayRow> rows;
    for (const Route &route : m_host.config().routes) {
        GatewayRow row = GatewayRows::of(route);
        row.id = QString::number(rows.size());
        row.fault = faultOf(route);
        rows.push_back(std::move(row));
    }
    m_panel.routes().setRows(std::move(rows));
}

QString GatewayRoutes::faultOf(const Route &route) const
{
    for (const RouteTarget &target : route.targets)
        if (!m_session.catalog().find(target.lane.provider))
            return tr("There is no provider %1.").arg(target.lane.provider);
    return {};
}

/// Judged as the file would be when it is read again.
void GatewayRoutes::edit(int place, const Route &route)
{
    const auto check = [this, place](const Route &changed) -> Result<> {
        const auto read = readGatewayConfig(toJson(withRoute(m_host.config(), place, changed)), {});
        return read ? Result<>(Done()) : read.error();
    };
    auto *dialog = new RouteDialog(m_theme, m_session.vault(), route, check, &m_window);
    connect(dialog, &RouteDialog::routeAccepted, this,
            [this, place](const Route &changed) { save(withRoute(m_host.config(), place, changed)); });
    dialog->open();
}

void GatewayRoutes::move(int place, int step)
{
    GatewayConfig config = m_host.config();
    const int other = place + step;
    if (other < 0 || other >= int(config.routes.size()))
        return;
    std::swap(config.routes[std::size_t(place)], config.routes[std::size_t(other)]);
    save(config);
    m_panel.routes().setCurrentId(QString::number(other));
}

void GatewayRoutes::remove(int place)
{
    const QString name = m_host.config().routes[std::size_t(place)].name;
    m_panel.notice().ask(tr("Remove the route %1?").arg(name),
                         {{tr("Remove"),
                           [this, place] {
                               GatewayConfig config = m_host.config();
                               config.routes.erase(config.routes.begin() + place);
                               save(config);
                           },
                           true},
                          {tr("Keep it"), {}, false}});
}

/// A file that somebody is in the middle of writing is not written over unasked.
void GatewayRoutes::save(const GatewayConfig &config)
{
    if (!m_host.configFault())
        return write(config);
    m_panel.notice().ask(
        describe(*m_host.configFault()).what + u' ' + tr("Saving replaces the file by what is shown here."),
        {{tr("Replace the file"), [this, config] { write(config); }, true}, {tr("Leave it"), {}, false}});
}

void GatewayRoutes::write(const GatewayConfig &config)
{
    if (const auto saved = m_host.saveConfig(config); !saved)
        m_panel.notice().warn(describe(saved.error()).text());
}

} // namespace triptych
