// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/lanes/LaneEntry.h"
#include "core/chat/ChatRequest.h"
#include "core/history/HistoryStore.h"
#include "core/run/RunPlan.h"

#include <QObject>
#include <QTimer>
#include <map>

namespace triptych {

class LaneGrid;
class LaneView;
class Session;
class Theme;

/// What Run sends, from whichever editor is in front.
struct PromptToSend
{
    std::vector<ChatTurn> turns = {};
    LaneSettings defaults = {};
    QString text = {};
    QString name = {};
};

/// The lanes of the window: which there are, what each of them does, and what the engine tells of them. Lives on the
/// GUI thread.
class LaneController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LaneController)

public:
    using Prompt = std::function<Result<PromptToSend>()>;

    LaneController(Session &session, const Theme &theme, LaneGrid &grid, Prompt prompt, QObject *parent = nullptr);
    ~LaneController() override;

    bool addLane(const LaneAddress &address); ///< False when all places are taken.
    /// What an action of the menus does to the chosen lane: the ids of LaneView::actionTriggered, and "copy",
    /// "move_left", "move_right".
    void actOnChosen(const QString &id);
    bool canActOnChosen(const QString &id) const;
    std::vector<LaneAddress> lanes() const; ///< From left to right.
    void setLanes(const std::vector<LaneAddress> &lanes);
    QHash<QString, int> slotsByName() const; ///< provider/model → its first slot.
    QHash<QString, int> counts() const; ///< provider/model → how many lanes it has.
    int runningCount() const; ///< Those that wait for a provider's room too.

    void run(); ///< All lanes; what still runs is stopped and kept.
    void stop();
    void show(const RunDetail &run); ///< An earlier run, in lanes of its own; what runs is stopped.
    void setShown(bool images, bool documents); ///< What the prompt shows beside its words.
    void setForecasts(const QHash<QString, LaneForecast> &forecasts) { m_forecasts = forecasts; }
    void refresh(); ///< Keys, models or the language changed.

Q_SIGNALS:
    void lanesChanged();
    void runningChanged();
    void laneEnded();
    void chosenChanged(const triptych::LaneTiming &timing, const QString &name, int slot);
    /// "add_key", "unlock", "choose_server", "network", "get_model", "show_log", "edit_provider", "edit_field:" and the
    /// field's id
    void wish(const QString &what, const QString &provider);
    void problem(const QString &sentence);

private:
    void onEvents(LaneId id, const StreamEvents &events);
    void onPhase(LaneId id, LanePhase phase, const LaneTiming &timing);
    void onQueued(LaneId id, const QueueNote &note);
    void onFinished(LaneId id, const LaneRecord &record);
    void onAction(int slot, const QString &id);
    void moveChosen(int step);
    void followEngine();
    void beat();
    void countOutput(LaneEntry &entry) const;
    std::optional<double> roomInMs(const LaneEntry &entry) const;
    LaneForecast forecastFor(const LaneEntry &entry) const;
    void start(const std::vector<int> &laneSlots, const PromptToSend &prompt);
    std::optional<PromptToSend> promptOrProblem();
    void forget(int slot);
    void stopLane(int slot);
    void runAgain(int slot);
    void removeLane(int slot);
    void openSettings(int slot);
    void allowEnvironmentKey(int slot);
    void dropParameter(int slot);
    void waitLonger(int slot);
    void waitForRoom(int slot, bool waits);
    void present(LaneEntry &entry);
    void presentBest();
    void tellChosen();
    Endpoint endpointOf(const ProviderPreset &preset, const ModelInfo &model, const LaneAddress &lane) const;
    LaneContext contextOf(const LaneEntry &entry) const;
    LaneEntry *entryOf(LaneId id);
    LaneView *viewOf(const LaneEntry &entry) const;

    Session &m_session;
    const Theme &m_theme;
    LaneGrid &m_grid;
    Prompt m_prompt;
    std::map<int, std::unique_ptr<LaneEntry>> m_entries; ///< By slot.
    std::map<LaneId, int> m_slotOf; ///< Only lanes under way.
    QHash<QString, LaneForecast> m_forecasts;
    LaneFlight m_build; ///< What a local lane that was not run yet shows while llama-server is being built.
    QElapsedTimer m_buildClock;
    QTimer m_heart; ///< Beats while a figure of some lane changes by itself.
    bool m_hasEverRun = false;
    bool m_showsImages = false;
    bool m_showsDocuments = false;
};

} // namespace triptych
