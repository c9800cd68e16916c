// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routes/GatewayConfig.h"

#include <QObject>

class QWidget;

namespace triptych {

class GatewayHost;
class GatewayPanel;
class Session;
class Theme;

/// Shows the routes and edits them; what is saved holds at once. Lives on the GUI thread.
class GatewayRoutes final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayRoutes)

public:
    GatewayRoutes(Session &session, const Theme &theme, GatewayHost &host, GatewayPanel &panel, QWidget &window,
                  QObject *parent = nullptr);

private:
    void show();
    QString faultOf(const Route &route) const;
    void edit(int place, const Route &route); ///< `place` may be one behind the last.
    void move(int place, int step);
    void remove(int place);
    void save(const GatewayConfig &config);
    void write(const GatewayConfig &config);

    Session &m_session;
    const Theme &m_theme;
    GatewayHost &m_host;
    GatewayPanel &m_panel;
    QWidget &m_window;
};

} // namespace triptych
