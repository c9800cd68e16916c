// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/Session.h"
#include "app/window/Workbench.h"
#include "core/local/BuildState.h"
#include "core/settings/SessionState.h"
#include "core/text/ErrorText.h"
#include "ui/editor/EditorTabs.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/latency/LatencyDashboard.h"
#include "ui/selector/ModelSelector.h"
#include "ui/shell/Actions.h"
#include "ui/shell/LogDialog.h"
#include "ui/shell/MainWindow.h"

#include <QFile>

namespace triptych {

namespace {

constexpr QSize firstSize {1280, 720};

/// A prompt that the demo model can do, so that the first Ctrl+Enter compares.
PromptDocument firstPrompt()
{
    PromptDocument document;
    document.setBody(QStringLiteral("user:\nWrite: Return the factorial of n."));
    return document;
}

std::vector<LaneAddress> firstLanes()
{
    const QString demo = QStringLiteral("demo");
    const QString local = QStringLiteral("local");
    return {{local, demo, {.temperature = 0.0}}, {local, demo, {.temperature = 1.0}}};
}

} // namespace

/// The last state, or what the first start shows; returns what the file holds. A faulty file is told of and costs no
/// more than the state.
SessionState Workbench::restore()
{
    EditorTabs &editors = m_window->editors();
    const bool isFirstStart = !QFile::exists(m_session.paths().sessionFile());
    const auto state = loadSessionState(m_session.paths().sessionFile());
    editors.restore(state ? state.value().tabs : std::vector<SessionState::Tab>(),
                    state ? state.value().currentTab : 0);
    if (!state)
        warn(describe(state.error()).what);
    m_window->resize(firstSize);
    if (isFirstStart || !state) {
        if (editors.count() == 0)
            editors.add(firstPrompt(), QStringLiteral("factorial.prompty"));
        m_lanes->setLanes(firstLanes());
    } else {
        m_window->restoreGeometry(state.value().windowGeometry);
        m_window->restoreLayout(state.value().windowState);
        if (editors.count() == 0)
            editors.newPrompt();
        std::vector<LaneAddress> lanes;
        for (const QString &text : state.value().lanes) {
            if (const auto lane = LaneAddress::parse(text))
                lanes.push_back(lane.value());
        }
        m_lanes->setLanes(lanes);
        (*m_actions)[Command::ToggleRendered].setChecked(!state.value().showsSource);
        m_grid->setAnswerMode(state.value().showsSource ? AnswerView::Mode::Source : AnswerView::Mode::Rendered);
        if (!state.value().openGroups.isEmpty())
            m_selector->setExpandedGroups(state.value().openGroups);
    }
    m_dashboard->setPeriod(state ? state.value().dashboardDays : SessionState().dashboardDays);
    m_latency->setChoice(state ? state.value().dashboard : DashboardChoice::Auto);
    refreshPrompt();
    refreshRunning();
    editors.focusEditor();
    return state ? state.value() : SessionState();
}

SessionState Workbench::presentState() const
{
    const EditorTabs &editors = m_window->editors();
    SessionState state {.tabs = editors.openTabs(),
                        .currentTab = editors.currentIndex(),
                        .dashboard = m_latency->choice(),
                        .dashboardDays = m_dashboard->period(),
                        .openGroups = m_selector->expandedGroups(),
                        .windowGeometry = m_window->saveGeometry(),
                        .windowState = m_window->layoutState(),
                        .showsSource = m_grid->answerMode() == AnswerView::Mode::Source};
    for (const LaneAddress &lane : m_ownLanes ? *m_ownLanes : m_lanes->lanes())
        state.lanes << lane.toString();
    return state;
}

void Workbench::keepState(const SessionState &onDisk)
{
    const EditorTabs &editors = m_window->editors();
    m_state = std::make_unique<StateKeeper>(m_session.paths().sessionFile(), onDisk, [this] { return presentState(); });
    connect(m_state.get(), &StateKeeper::failed, this, [this](const Error &error) { warn(describe(error).what); });
    connect(m_lanes.get(), &LaneController::lanesChanged, m_state.get(), &StateKeeper::soon);
    connect(m_latency.get(), &LatencyController::choiceChanged, m_state.get(), &StateKeeper::soon);
    connect(&editors, &EditorTabs::tabsChanged, m_state.get(), &StateKeeper::soon);
    connect(&editors, &EditorTabs::currentChanged, m_state.get(), &StateKeeper::soon);
    connect(&editors, &EditorTabs::textChanged, m_state.get(), &StateKeeper::soon); // a variable's value is told so too
    connect(m_window.get(), &MainWindow::closing, m_state.get(), &StateKeeper::now);
    m_state->soon();
}

void Workbench::openFiles(const QStringList &files)
{
    for (const QString &file : files)
        m_window->editors().openFile(file);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

/// The last of what the build of llama-server said; empty where none was made.
QString Workbench::buildLog()
{
    constexpr qint64 shown = 64 * 1024;
    for (const char *name : {"work/build.log", "build-run.log"}) {
        QFile file(BuildState::usualFolder() + QLatin1Char('/') + QLatin1String(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        file.seek(qMax<qint64>(0, file.size() - shown));
        if (const QByteArray end = file.readAll(); !end.isEmpty())
            return QString::fromUtf8(end);
    }
    return {};
}

void Workbench::showServerLog()
{
    m_session.localServerLogs(this, [this](const QString &said) {
        auto *dialog = new LogDialog(m_theme, said.isEmpty() ? buildLog() : said, m_window.get());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

} // namespace triptych
