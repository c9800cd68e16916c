// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/StateKeeper.h"
#include "app/window/credentials/AutoLock.h"
#include "app/window/credentials/CredentialsController.h"
#include "app/window/gateway/GatewayController.h"
#include "app/window/lanes/CostForecast.h"
#include "app/window/lanes/LaneController.h"
#include "app/window/lanes/PromptCounts.h"
#include "app/window/panels/HistoryController.h"
#include "app/window/panels/LatencyController.h"
#include "app/window/panels/SelectorController.h"
#include "app/window/settings/SettingsController.h"
#include "core/net/SystemClock.h"
#include "ui/shell/Theme.h"

#include <memory>

namespace triptych {

class Actions;
struct ErrorSentence;
class HistoryPanel;
class LaneGrid;
class LatencyDashboard;
class MainWindow;
class ModelSelector;
class NoticeBar;
class Session;

/// The window with everything in it: panels, what drives them, and the state that comes back at the next start.
/// Lives on the GUI thread.
class Workbench final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Workbench)

public:
    /// By that clock goes what its parts put off for a while.
    explicit Workbench(Session &session, std::shared_ptr<Clock> clock = std::make_shared<SystemClock>());
    ~Workbench() override;

    MainWindow &window() { return *m_window; }
    void openFiles(const QStringList &files);
    void show();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildPanels();
    void retranslate();
    void connectActions();
    void connectPanels();
    void connectGateway();
    void askToClose(int calls);
    void onWish(const QString &what, const QString &provider);
    SessionState restore();
    void keepState(const SessionState &onDisk);
    SessionState presentState() const;
    void showVaultState();
    void refreshPrompt();
    void showTokens();
    void refreshRunning();
    void refreshLaneActions();
    Result<PromptToSend> prompt() const;
    Result<PromptToSend> promptToRun() const;
    QString costForecast(const PromptTokens &promptTokens) const;
    void warn(const QString &sentence);
    void offerRecovery(const QString &file, const ErrorSentence &sentence);
    void recoverHistory(const QString &file);
    void tellOfTheVault();
    void askToOpen(const QUrl &url);
    void showServerLog();
    static QString buildLog();
    void showRun(const RunDetail &run);
    void replaceLanes(const RunDetail &run);
    void backToOwnLanes();

    Session &m_session;
    std::shared_ptr<Clock> m_clock; ///< Outlives all that have timers of it.
    Theme m_theme;
    SettingsController m_settings;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<MainWindow> m_window;
    ModelSelector *m_selector = nullptr;
    LaneGrid *m_grid = nullptr;
    NoticeBar *m_notice = nullptr;
    LatencyDashboard *m_dashboard = nullptr;
    HistoryPanel *m_historyPanel = nullptr;
    std::unique_ptr<LaneController> m_lanes;
    std::unique_ptr<PromptCounts> m_counts;
    std::unique_ptr<SelectorController> m_selectorControl;
    std::unique_ptr<LatencyController> m_latency;
    std::unique_ptr<HistoryController> m_history;
    std::unique_ptr<CredentialsController> m_credentials;
    std::unique_ptr<AutoLock> m_autoLock;
    std::unique_ptr<GatewayController> m_gateway;
    std::optional<std::vector<LaneAddress>> m_ownLanes; ///< While those of an earlier run stand in their place.
    std::unique_ptr<StateKeeper> m_state; ///< Goes first: it reads all the others.
};

} // namespace triptych
