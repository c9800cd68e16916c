// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/Workbench.h"

#include "app/session/Session.h"
#include "app/window/lanes/CostForecast.h"
#include "core/prompt/AttachmentFiles.h"
#include "core/prompt/AttachmentText.h"
#include "core/prompt/PromptSettings.h"
#include "core/prompt/TokenEstimate.h"
#include "core/secret/Sodium.h"
#include "core/text/ErrorText.h"
#include "ui/editor/EditorTabs.h"
#include "ui/history/HistoryPanel.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/latency/LatencyDashboard.h"
#include "ui/selector/ModelSelector.h"
#include "ui/shell/Actions.h"
#include "ui/shell/DesktopBus.h"
#include "ui/shell/Figures.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/NoticeBar.h"
#include "ui/shell/RunColumn.h"
#include "ui/shell/SettingsDialog.h"
#include "ui/shell/StripWidget.h"
#include "ui/shell/TriptychStyle.h"
#include "ui/shell/VaultButton.h"

#include <QApplication>
#include <QDesktopServices>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace triptych {

namespace {

/// The style must be there before the first widget is.
Theme &styled(Theme &theme)
{
    QApplication::setStyle(new TriptychStyle(theme));
    return theme;
}

const QString historyNotice = QStringLiteral("history");
const QString lanesNotice = QStringLiteral("lanes");

/// The actions for the chosen lane, by what LaneController calls them.
constexpr std::array<std::pair<Command, QLatin1String>, 9> laneCommands {{
    {Command::LaneSettings, QLatin1String("settings")},
    {Command::RunLaneAgain, QLatin1String("run_again")},
    {Command::StopLane, QLatin1String("stop")},
    {Command::CopyAnswer, QLatin1String("copy")},
    {Command::CopyCode, QLatin1String("copy_code")},
    {Command::MoveLaneLeft, QLatin1String("move_left")},
    {Command::MoveLaneRight, QLatin1String("move_right")},
    {Command::RemoveLane, QLatin1String("remove")},
    {Command::DuplicateLane, QLatin1String("duplicate")},
}};

/// The words that would be sent, or the text as it stands while it cannot be.
QString wordsOf(const PromptDocument &document, const VariableValues &values)
{
    const auto turns = document.turns(values);
    QString words;
    if (!turns) {
        words = document.body();
        const auto marks = findAttachments(words);
        for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
            words.remove(mark->start, mark->length);
        return words;
    }
    for (const ChatTurn &turn : turns.value()) {
        for (const ContentPart &part : turn.parts) {
            if (const auto *text = std::get_if<TextPart>(&part))
                words += text->text + u'\n';
        }
    }
    return words;
}

/// All that decides what would be sent, but for the lanes.
QString everythingIn(const EditorTabs &editors)
{
    const PromptDocument document = editors.document();
    QStringList all {QString::fromUtf8(document.toBytes())};
    const VariableValues values = editors.variableValues();
    for (auto value = values.cbegin(); value != values.cend(); ++value)
        all << value.key() << value.value();
    return (all << editors.attachmentFolders()).join(QChar::Null);
}

} // namespace

Workbench::Workbench(Session &session, std::shared_ptr<Clock> clock)
    : m_session(session),
      m_clock(std::move(clock)),
      m_settings(session, styled(m_theme)),
      m_actions(std::make_unique<Actions>(m_theme)),
      m_window(std::make_unique<MainWindow>(m_theme, *m_actions, session.paths().draftsFolder()))
{
    buildPanels();
    m_lanes = std::make_unique<LaneController>(session, m_theme, *m_grid, [this] { return promptToRun(); });
    m_counts = std::make_unique<PromptCounts>(session, *m_clock, [this] { return prompt(); });
    m_selectorControl = std::make_unique<SelectorController>(session, *m_selector);
    m_credentials = std::make_unique<CredentialsController>(session, m_theme, *m_window);
    m_autoLock = std::make_unique<AutoLock>(session.vault(), *m_clock);
    m_gateway = std::make_unique<GatewayController>(session, m_theme, *m_window, *m_credentials, *m_clock);
    m_settings.attach(*m_window);
    connectActions();
    connectPanels();
    connectGateway();
    m_latency = std::make_unique<LatencyController>(session, *m_dashboard, *m_lanes, *m_clock);
    const SessionState onDisk = restore();
    m_history = std::make_unique<HistoryController>(session, *m_historyPanel, *m_clock);
    connect(m_history.get(), &HistoryController::opened, this, &Workbench::showRun);
    connect(m_history.get(), &HistoryController::problem, this, &Workbench::warn);
    session.recordRuns();
    m_autoLock->setIdleLimit(std::chrono::minutes(session.settings().lockAfterMinutes));
    for (const Error &fault : settingsFaults(session.paths().settingsFile()))
        warn(describe(fault).text());
    for (const Error &problem : session.catalog().problems())
        warn(describe(problem).text());
    keepState(onDisk);
}

Workbench::~Workbench() = default;

void Workbench::buildPanels()
{
    m_selector = new ModelSelector(m_theme);
    m_historyPanel = new HistoryPanel(m_theme);
    retranslate();
    m_window->setModelSelector(m_selector);
    m_window->setHistoryPanel(m_historyPanel);
    m_window->installEventFilter(this);
    auto *area = new QWidget;
    auto *column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_notice = new NoticeBar(m_theme);
    m_notice->hide();
    m_grid = new LaneGrid(m_theme, *m_clock);
    column->addWidget(m_notice);
    column->addWidget(m_grid, 1);
    m_window->setLaneArea(area);
    m_window->editors().setAttachmentStore(m_session.paths().attachmentStore());
    m_dashboard = new LatencyDashboard(m_theme);
    m_window->setLatencyPanel(m_dashboard, m_dashboard->head());
}

void Workbench::retranslate()
{
    m_selector->setWindowTitle(tr("Models"));
    m_historyPanel->setWindowTitle(tr("History"));
}

bool Workbench::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_selectorControl->refresh();
        m_lanes->refresh();
        refreshPrompt();
    }
    return QObject::eventFilter(watched, event);
}

void Workbench::connectActions()
{
    const auto on
        = [this](Command command, auto call) { connect(&(*m_actions)[command], &QAction::triggered, this, call); };
    on(Command::Run, [this] { m_lanes->run(); });
    on(Command::Stop, [this] { m_lanes->stop(); });
    on(Command::AddLane, [this] { m_selector->focusSearch(); });
    for (const auto &[command, id] : laneCommands)
        on(command, [this, id = QString(id)] { m_lanes->actOnChosen(id); });
    on(Command::DeleteRun, [this] { m_historyPanel->removeCurrent(); });
    const auto offerDeletion = [this] { (*m_actions)[Command::DeleteRun].setEnabled(m_historyPanel->hasCurrentRun()); };
    connect(m_historyPanel, &HistoryPanel::currentRunChanged, this, offerDeletion);
    offerDeletion();
    on(Command::ToggleRendered, [this] {
        (*m_actions)[Command::ToggleRendered].setChecked(m_grid->toggleAnswerMode() == AnswerView::Mode::Rendered);
    });
    on(Command::AddModelFile, [this] { m_selectorControl->chooseModelFile(); });
    on(Command::Preferences, [this] { m_settings.openDialog(); });
    on(Command::AddProvider, [this] { m_credentials->editProvider({}); });
    on(Command::Keys, [this] { m_credentials->showKeys(); });
    on(Command::LockVault, [this] { m_credentials->lockOrUnlock(); });
    connect(&m_window->vaultButton(), &QAbstractButton::clicked, m_credentials.get(),
            &CredentialsController::openVault);
}

void Workbench::connectPanels()
{
    connect(m_selectorControl.get(), &SelectorController::laneRequested, this,
            [this](const QString &provider, const QString &model) {
                if (m_lanes->addLane({provider, model, {}}))
                    m_selectorControl->noteUse(provider + QLatin1Char('/') + model);
            });
    connect(m_selector, &ModelSelector::addProviderRequested, &(*m_actions)[Command::AddProvider], &QAction::trigger);
    connect(m_selectorControl.get(), &SelectorController::keyRequested, m_credentials.get(),
            &CredentialsController::addKey);
    connect(m_lanes.get(), &LaneController::lanesChanged, this, [this] {
        m_selectorControl->setLaneCounts(m_lanes->counts());
        refreshRunning();
    });
    connect(m_lanes.get(), &LaneController::runningChanged, this, &Workbench::refreshRunning);
    connect(m_counts.get(), &PromptCounts::changed, this, &Workbench::showTokens);
    connect(m_grid, &LaneGrid::laneChosen, this, &Workbench::refreshLaneActions);
    connect(m_lanes.get(), &LaneController::wish, this, &Workbench::onWish);
    connect(m_grid, &LaneGrid::addLaneRequested, m_selector, &ModelSelector::focusSearch);
    connect(m_grid, &LaneGrid::linkActivated, this, &Workbench::askToOpen);
    connect(m_credentials.get(), &CredentialsController::linkRequested, this, &Workbench::askToOpen);
    connect(m_credentials.get(), &CredentialsController::pageRequested, this,
            [](const QUrl &page) { QDesktopServices::openUrl(page); });

    connect(m_lanes.get(), &LaneController::problem, this,
            [this](const QString &sentence) { m_notice->warn(lanesNotice, sentence); });
    connect(m_selectorControl.get(), &SelectorController::problem, this, &Workbench::warn);
    connect(m_credentials.get(), &CredentialsController::problem, this, &Workbench::warn);
    connect(&m_settings, &SettingsController::problem, this, &Workbench::warn);
    connect(&m_settings, &SettingsController::proxySignInRequested, m_credentials.get(),
            &CredentialsController::signInAtProxy);
    connect(&m_settings, &SettingsController::providerRequested, m_credentials.get(),
            &CredentialsController::editProvider);
    connect(&m_session.history(), &HistoryStore::problem, this, [this](const Error &error) {
        const ErrorSentence sentence = describe(error);
        if (error.cause.isEmpty())
            m_notice->hide(historyNotice);
        else
            m_notice->warn(historyNotice, sentence.text());
        if (error.cause == QLatin1String("history.damaged"))
            offerRecovery(error.message, sentence);
    });

    EditorTabs &editors = m_window->editors();
    connect(&editors, &EditorTabs::textChanged, this, &Workbench::refreshPrompt);
    connect(&editors, &EditorTabs::currentChanged, this, &Workbench::refreshPrompt);
    connect(&editors, &EditorTabs::modelFileDropped, this,
            [this](const QString &file) { m_selectorControl->addModelFiles({file}); });
    connect(&editors, &EditorTabs::taskOpened, this, [this] { m_lanes->run(); });
    connect(&m_session.vault(), &Vault::stateChanged, this, &Workbench::showVaultState);
    connect(&m_session.vault(), &Vault::keysChanged, this, &Workbench::showVaultState);
    connect(&m_session, &Session::settingsChanged, this,
            [this] { m_autoLock->setIdleLimit(std::chrono::minutes(m_session.settings().lockAfterMinutes)); });
    connect(m_dashboard, &LatencyDashboard::floatRequested, m_window.get(), &MainWindow::floatLatency);
    showVaultState();
}

void Workbench::connectGateway()
{
    const auto lockEverything = [this] { m_gateway->lockEverything(); };
    connect(&(*m_actions)[Command::LockEverything], &QAction::triggered, this, lockEverything);
    VaultButton &button = m_window->vaultButton();
    connect(&button, &VaultButton::lockEverythingRequested, this, lockEverything);
    connect(&button, &VaultButton::keysRequested, m_credentials.get(), &CredentialsController::openVault);
    connect(m_gateway.get(), &GatewayController::leaseChanged, this, [this](const QStringList &providers) {
        m_window->vaultButton().setLent(providers);
        (*m_actions)[Command::LockEverything].setEnabled(!providers.isEmpty());
    });
    connect(m_gateway.get(), &GatewayController::problem, this, &Workbench::warn);
    connect(m_gateway.get(), &GatewayController::forked, this,
            [this](const PromptDocument &document, const QString &name) {
                m_window->editors().add(document, tr("from %1", "who asked that through the gateway").arg(name));
                m_window->editors().focusEditor();
            });
    connect(m_gateway.get(), &GatewayController::closeQuestion, this, &Workbench::askToClose);
    m_window->setCloseGuard([this] { return m_gateway->mayClose(); });
}

void Workbench::askToClose(int calls)
{
    m_notice->ask(tr("Closing the window stops the gateway and cuts off %n call(s).", nullptr, calls),
                  {{tr("Close"), [this] { m_gateway->closeNow(); }, true}, {tr("Stay open"), {}, false}});
}

void Workbench::onWish(const QString &what, const QString &provider)
{
    if (what == QLatin1String("add_key"))
        m_credentials->addKey(provider.isEmpty() ? QStringLiteral("anthropic") : provider);
    else if (what == QLatin1String("unlock"))
        m_credentials->unlock();
    else if (what == QLatin1String("choose_server"))
        m_settings.openDialog(SettingsTab::Local);
    else if (what == QLatin1String("network"))
        m_settings.openDialog(SettingsTab::Network);
    else if (what == QLatin1String("get_model"))
        m_selectorControl->chooseModelFile();
    else if (what == QLatin1String("show_log"))
        showServerLog();
    else if (what == QLatin1String("edit_provider"))
        m_credentials->editProvider(provider);
    else if (what.startsWith(editFieldPrefix))
        m_credentials->editFields(provider, what.mid(editFieldPrefix.size()));
}

void Workbench::refreshLaneActions()
{
    for (const auto &[command, id] : laneCommands)
        (*m_actions)[command].setEnabled(m_lanes->canActOnChosen(id));
}

void Workbench::refreshRunning()
{
    if (m_lanes->runningCount() > 0)
        m_notice->hide(lanesNotice); // what kept them from running is mended
    refreshLaneActions();
    m_window->runColumn().setLanes(int(m_lanes->lanes().size()));
    m_window->runColumn().setRunning(m_lanes->runningCount());
    refreshPrompt();
}

void Workbench::refreshPrompt()
{
    EditorTabs &editors = m_window->editors();
    const auto attachments = findAttachments(editors.text());
    const auto isImage = [](const AttachmentMark &mark) { return mark.mimeType().startsWith(QLatin1String("image/")); };
    m_lanes->setShown(std::any_of(attachments.begin(), attachments.end(), isImage),
                      !std::all_of(attachments.begin(), attachments.end(), isImage));
    m_counts->follow(everythingIn(editors), m_lanes->lanes());
    showTokens();
}

void Workbench::showTokens()
{
    const EditorTabs &editors = m_window->editors();
    const TokenEstimates estimates(wordsOf(editors.document(), editors.variableValues()));
    const auto tokens
        = [&](const LaneAddress &lane) { return m_counts->counted(lane).value_or(estimates.of(lane.model)); };
    const std::vector<LaneAddress> lanes = m_lanes->lanes();
    const LaneAddress first = lanes.empty() ? LaneAddress() : lanes.front();
    m_window->strip().setTokens(tokens(first), m_counts->counted(first) ? TokenSource::Provider : TokenSource::Estimate,
                                int(findAttachments(editors.text()).size()));
    m_window->strip().setEstimate(costForecast(tokens));
}

QString Workbench::costForecast(const PromptTokens &promptTokens) const
{
    const auto defaults = promptSettings(m_window->editors().document());
    const auto range = forecastCost(m_lanes->lanes(), m_session.catalog(), promptTokens,
                                    defaults ? defaults.value() : LaneSettings());
    if (!range)
        return {};
    return range->most == 0 ? formatUsd(0.0) : formatUsd(range->least) + QStringLiteral(" – ") + formatUsd(range->most);
}

Result<PromptToSend> Workbench::prompt() const
{
    const EditorTabs &editors = m_window->editors();
    const PromptDocument document = editors.document();
    auto turns = document.turns(editors.variableValues());
    if (!turns)
        return turns.error();
    if (const auto loaded = loadAttachments(turns.value(), editors.attachmentFolders()); !loaded)
        return loaded.error();
    const auto defaults = promptSettings(document);
    if (!defaults)
        return defaults.error();
    return PromptToSend {.turns = std::move(turns).value(),
                         .defaults = defaults.value(),
                         .text = document.body(),
                         .name = editors.title(editors.currentIndex())};
}

Result<PromptToSend> Workbench::promptToRun() const
{
    auto ready = prompt();
    if (!ready || !m_session.settings().recordHistory)
        return ready;
    // The run shows them after their prompt is gone.
    if (const auto kept = keepAttachments(ready.value().turns, m_session.paths().attachmentStore()); !kept)
        return kept.error();
    return ready;
}

/// An earlier run takes the place of the lanes; what runs is not stopped unasked.
void Workbench::showRun(const RunDetail &run)
{
    if (m_lanes->runningCount() == 0)
        return replaceLanes(run);
    m_notice->ask(tr("Opening an earlier run stops what runs now."),
                  {{tr("Stop and open"), [this, run] { replaceLanes(run); }, true}, {tr("Keep running"), {}, false}});
}

/// It comes back as it was: its prompt in a tab of its own, its lanes with their answers.
void Workbench::replaceLanes(const RunDetail &run)
{
    if (!m_ownLanes)
        m_ownLanes = m_lanes->lanes();
    PromptDocument document;
    document.setBody(run.prompt);
    m_window->editors().add(document, run.summary.document.isEmpty() ? tr("from the history") : run.summary.document);
    m_lanes->show(run);
    //: How a day and a time are written, in the letters of QLocale::toString.
    const QString when = QLocale().toString(run.summary.startedAt.toLocalTime(), tr("d MMM yyyy, HH:mm"));
    m_notice->ask(tr("These are the lanes of the run of %1.").arg(when),
                  {{tr("Back to my lanes"), [this] { backToOwnLanes(); }, true},
                   {tr("Keep these"), [this] { m_ownLanes.reset(); }, false}});
}

void Workbench::backToOwnLanes()
{
    if (const auto own = std::exchange(m_ownLanes, {}))
        m_lanes->setLanes(*own);
}

void Workbench::showVaultState()
{
    switch (m_session.vault().state()) {
    case VaultState::Absent:
        m_window->vaultButton().setState(VaultButton::State::None);
        m_actions->setVaultAction(Actions::VaultAction::None);
        break;
    case VaultState::Locked:
    case VaultState::Opening:
        m_window->vaultButton().setState(VaultButton::State::Locked);
        m_actions->setVaultAction(Actions::VaultAction::Unlock);
        break;
    case VaultState::Unlocked:
        m_window->vaultButton().setState(VaultButton::State::Unlocked);
        m_actions->setVaultAction(Actions::VaultAction::Lock);
        tellOfTheVault();
        break;
    }
}

/// The damaged file was set aside; what can be read of it comes back at a word of the person.
void Workbench::offerRecovery(const QString &file, const ErrorSentence &sentence)
{
    m_notice->hide(historyNotice);
    m_notice->ask(
        sentence.text(),
        {{tr("Recover what is readable"), [this, file] { recoverHistory(file); }, true}, {tr("Not now"), {}, false}});
}

void Workbench::recoverHistory(const QString &file)
{
    m_session.history().recover(file, this, [this, file](const Result<int> &count) {
        if (count)
            m_notice->ask(tr("%n run(s) recovered.", nullptr, count.value()), {{tr("Good"), {}, true}});
        else if (count.error().cause == QLatin1String("history.damaged"))
            warn(tr("Nothing in %1 can be read. The file stays where it is.").arg(file));
        else
            warn(describe(count.error()).text());
    });
}

/// Said at every unlock, since the sooner a person knows the better.
void Workbench::tellOfTheVault()
{
    const VaultInfo info = m_session.vault().info();
    if (info.isRolledBack)
        m_notice->warn(
            QStringLiteral("vault.older"),
            tr("This vault is older than one that was seen here before. Somebody, or a backup program, may have put a copy in its place; keys that were added since are not in it."));
    if (info.isTooCheap)
        m_notice->warn(
            QStringLiteral("vault.cheap"),
            tr("The password of this vault was cheap to guess by machine. It is made dearer now; older copies of the file stay as they are."));
}

void Workbench::warn(const QString &sentence)
{
    m_notice->warn(sentence);
}

/// A link of an answer is opened only after the person saw all of it and said so; anything but http and https never is.
void Workbench::askToOpen(const QUrl &url)
{
    if (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http"))
        return;
    m_notice->ask(tr("Open %1 in the browser?").arg(url.toString()),
                  {{tr("Open"), [url] { QDesktopServices::openUrl(url); }, true}, {tr("Cancel"), {}, false}});
}

void Workbench::show()
{
    m_window->show();
    QTimer::singleShot(0, this, [this] {
        m_settings.watchDesktop();
        m_autoLock->events().listen(QDBusConnection::systemBus(), desktopBus());
        if (!sodium::isMemoryLocked())
            warn(tr(
                "This system lets no memory be kept out of the swap file. Keys may be written there while the vault is unlocked; raise the limit for locked memory (ulimit -l)."));
    });
}

} // namespace triptych
