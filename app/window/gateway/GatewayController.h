// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gateway/GatewayHost.h"
#include "app/window/gateway/GatewayTokens.h"
#include "core/prompt/PromptDocument.h"

#include <QObject>
#include <memory>

namespace triptych {

class CredentialsController;
class GatewayCalls;
class GatewayPanel;
class GatewayRoutes;
class GatewayTap;
class MainWindow;
class Theme;

/// The gateway that a person runs from the window: its panel, which is made when it is first shown, and the keys that
/// it holds meanwhile. Lives on the GUI thread.
class GatewayController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayController)

public:
    static constexpr std::chrono::hours leaseTerm {12};

    GatewayController(Session &session, const Theme &theme, MainWindow &window, CredentialsController &credentials,
                      Clock &clock, QObject *parent = nullptr);
    ~GatewayController() override;

    /// Whether the window may go now; else it asks, here or in the panel, and closes the window itself when it may.
    bool mayClose();
    void closeNow(); ///< Stops the gateway and closes the window.
    void lockEverything(); ///< The vault, and the keys that the gateway holds.

Q_SIGNALS:
    void leaseChanged(const QStringList &providers); ///< Whose keys the gateway holds, by their labels.
    void forked(const triptych::PromptDocument &document, const QString &name);
    void closeQuestion(int calls); ///< So many calls would be cut off.
    void problem(const QString &sentence);

private:
    void build();
    void connectHost();
    void start(quint16 port);
    void tellProblem(const Error &error);
    void stateChanged();
    void refresh();
    void showSight();
    void leaseEnds();
    void connectClient(Secret token);
    QString address() const;

    Session &m_session;
    const Theme &m_theme;
    MainWindow &m_window;
    CredentialsController &m_credentials;
    Clock &m_clock;
    std::unique_ptr<Timer> m_tick; ///< While the panel is seen.
    std::unique_ptr<Timer> m_term;
    std::unique_ptr<GatewayHost> m_host; ///< These four: with the panel.
    GatewayPanel *m_panel = nullptr;
    std::unique_ptr<GatewayTokens> m_tokens;
    std::unique_ptr<GatewayRoutes> m_routes;
    std::unique_ptr<GatewayCalls> m_calls;
    std::unique_ptr<GatewayTap> m_tap;
    QDateTime m_since;
    Gateway::Status m_status {.keys = 1}; ///< As it was told last.
    bool m_mayClose = false;
};

} // namespace triptych
