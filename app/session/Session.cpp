// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/Session.h"

#include "app/session/ConnectionTester.h"
#include "app/session/GitHubSignIns.h"
#include "app/session/IoJob.h"
#include "core/dialects/Adapter.h"
#include "core/history/HistoryRecorder.h"

#include <QCoreApplication>
#include <QPointer>

namespace triptych {

namespace {

TransportOptions transportOptions(const Settings &settings)
{
    TransportOptions options;
    options.proxyMode = settings.proxy == ProxyChoice::None ? TransportOptions::ProxyMode::None
        : settings.proxy == ProxyChoice::Manual             ? TransportOptions::ProxyMode::Manual
                                                            : TransportOptions::ProxyMode::System;
    options.manualProxy = settings.manualProxy;
    return options;
}

LocalServerOptions localOptions(const Settings &settings, const Paths &paths)
{
    LocalServerOptions options;
    options.program = settings.localServer;
    options.contextTokens = settings.localContext;
    options.hiddenFolders = {paths.config, paths.data, paths.cache};
    return options;
}

RunOpening openingOf(const StartedRun &run, const RunPlan &plan, const QDateTime &now)
{
    RunOpening opening {.run = run.id, .startedAt = now, .document = plan.document, .prompt = plan.promptText};
    for (std::size_t i = 0; i < run.lanes.size(); ++i) {
        const LanePlan &lane = plan.lanes[i];
        opening.lanes.push_back({run.lanes[i],
                                 {.id = run.lanes[i],
                                  .run = run.id,
                                  .index = lane.index,
                                  .repeat = lane.repeat,
                                  .provider = lane.address.provider,
                                  .model = lane.address.model,
                                  .settings = lane.address.settings,
                                  .startedAt = now}});
    }
    return opening;
}

/// A line that is left empty means the value that it shows as a hint, which is the one in force: a key that is added
/// beside it is bound to that origin.
QMap<QString, QString> withoutBlanks(QMap<QString, QString> fields, const QMap<QString, QString> &inForce)
{
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (field->isEmpty())
            *field = inForce.value(field.key());
    }
    return fields;
}

VaultSighting sightingIn(const Settings &settings)
{
    return {settings.vaultSeen.section(u':', 0, 0), settings.vaultSeen.section(u':', 1).toULongLong()};
}

} // namespace

void setFields(Settings &settings, const ProviderPreset &preset, const QMap<QString, QString> &values)
{
    const auto set = [&](const QString &provider, const ProviderField &field) {
        const QString key = provider + QLatin1Char('/') + field.id;
        if (values.value(field.id).isEmpty() && !isInAddress(field, preset.baseUrl))
            settings.providerFields.remove(key);
        else
            settings.providerFields.insert(key, values.value(field.id));
    };
    for (const ProviderField &field : preset.fields) {
        if (!values.contains(field.id))
            continue;
        set(preset.id, field);
        for (const QString &twin : preset.sharedKeys) // they go with the key, which is the same
            set(twin, field);
    }
}

Session::Session(Paths paths, Settings settings, KeyRing::WhenLocked whenLocked, QObject *parent)
    : QObject(parent),
      m_paths(std::move(paths)),
      m_settings(std::move(settings)),
      m_storedSettings(m_settings),
      m_prices(loadPrices()),
      m_library(m_paths.modelsFolder(), m_paths.shippedModels()),
      m_refusals(RefusedFields::load(m_paths.refusedFieldsFile())),
      m_catalog(loadCatalog(m_paths, m_prices, m_library).withFields(m_settings.providerFields)),
      m_vault(std::make_unique<Vault>(m_paths.vaultFile(), Vault::Cost {})),
      m_keys(std::make_unique<KeyRing>(*m_vault, whenLocked)),
      m_io(std::make_unique<IoThread>(*m_keys, m_library, LaneLimits {.lanesPerProvider = m_settings.lanesPerProvider},
                                      localOptions(m_settings, m_paths))),
      m_tester(std::make_unique<ConnectionTester>(*m_keys, *m_vault, *m_io)),
      m_signIns(std::make_unique<GitHubSignIns>(*m_keys, *m_io))
{
    m_vault->rememberSightings(sightingIn(m_settings), [this](const VaultSighting &seen) {
        Settings noted = m_settings;
        noted.vaultSeen = QStringLiteral("%1:%2").arg(seen.vaultId).arg(seen.generation);
        Q_UNUSED(changeSettings(noted)) // the vault keeps a note of its own beside the file
    });
    m_keys->setAllowedEnvironmentKeys(m_settings.allowedEnvKeys);
    connect(m_vault.get(), &Vault::stateChanged, this, [this] {
        if (m_vault->state() == VaultState::Locked) // what was made of its keys goes with them
            m_io->post([](IoThread::Parts &parts) { parts.copilot->clear(); });
    });
    connect(&engine(), &RunEngine::parameterRefused, this, [this](const LaneAddress &lane, const QString &field) {
        // Not worth a word when it fails: the next run finds out again.
        Q_UNUSED(rememberRefusal(lane.name(), field))
    });
    m_io->post([this](IoThread::Parts &parts) {
        connect(parts.servers.get(), &LlamaServers::engineStateChanged, this, &Session::setEngineState);
        parts.servers->watchEngine();
    });
    applyToIo();
}

Session::~Session()
{
    m_io->cancelAll();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // the ends that were just told belong into the history
    m_tester.reset();
    m_io.reset(); // no lane speaks any more
    m_signIns.reset();
    m_recorder.reset();
    m_history.reset(); // waits for the disk
}

RunEngine &Session::engine()
{
    return m_io->engine();
}

HistoryStore &Session::history()
{
    if (!m_history) {
        m_history = std::make_unique<HistoryStore>(m_paths.data);
        m_history->keepDays(m_settings.keepHistoryDays);
    }
    return *m_history;
}

void Session::recordRuns()
{
    if (m_recorder)
        return;
    m_recorder = std::make_unique<HistoryRecorder>(history(), m_io->clock());
    connect(&engine(), &RunEngine::runStarted, this, &Session::startRecording);
    connect(&engine(), &RunEngine::laneEvents, this, [this](LaneId lane, const StreamEvents &events) {
        if (m_recorded.contains(lane))
            m_recorder->laneEvents(lane, events);
    });
    connect(&engine(), &RunEngine::laneFinished, this, [this](LaneId lane, const LaneRecord &record) {
        if (m_recorded.remove(lane))
            m_recorder->laneFinished(record);
    });
}

void Session::startRecording(const StartedRun &run, const RunPlan &plan)
{
    if (!plan.record || !m_settings.recordHistory)
        return;
    for (const LaneId lane : run.lanes)
        m_recorded.insert(lane);
    m_recorder->runStarted(openingOf(run, plan, m_io->clock().wallTime()));
}

Result<> Session::changeSettings(Settings settings)
{
    settings.providerFields = withoutBlanks(settings.providerFields, m_settings.providerFields);
    const auto saved = saveSettings(m_paths.settingsFile(), m_storedSettings, settings);
    if (saved)
        m_storedSettings = saved.value();
    const QMap<QString, QString> fieldsBefore = m_settings.providerFields;
    m_settings = saved ? saved.value() : settings;
    m_keys->setAllowedEnvironmentKeys(m_settings.allowedEnvKeys);
    if (m_history)
        m_history->keepDays(m_settings.keepHistoryDays);
    if (m_settings.providerFields == fieldsBefore)
        applyToIo();
    else
        reloadCatalog();
    Q_EMIT settingsChanged();
    return saved ? Result<>(Done()) : saved.error();
}

void Session::reloadCatalog()
{
    m_catalog = loadCatalog(m_paths, m_prices, m_library).withFields(m_settings.providerFields);
    applyToIo();
    Q_EMIT catalogChanged();
}

Result<> Session::rememberRefusal(const QString &model, const QString &field)
{
    auto refusals = RefusedFields::remember(m_paths.refusedFieldsFile(), model, field);
    if (!refusals)
        return refusals.error();
    m_refusals = std::move(refusals).value();
    applyToIo();
    return Done {};
}

Result<> Session::forgetRefusals(const QString &model)
{
    auto refusals = RefusedFields::forget(m_paths.refusedFieldsFile(), model);
    if (!refusals)
        return refusals.error();
    m_refusals = std::move(refusals).value();
    applyToIo();
    return Done {};
}

void Session::applyToIo()
{
    m_io->post([catalog = m_catalog, settings = m_settings, local = localOptions(m_settings, m_paths),
                refusals = m_refusals](IoThread::Parts &parts) {
        parts.transport->setOptions(transportOptions(settings));
        parts.servers->setOptions(local);
        parts.endpoints->setCatalog(catalog);
        parts.endpoints->setSettings(settings);
        parts.endpoints->setRefusedFields(refusals);
        parts.engine->setLanesPerProvider(settings.lanesPerProvider);
    });
}

void Session::setEngineState(const EngineState &state)
{
    m_engineState = state;
    Q_EMIT engineStateChanged(state);
}

void Session::fetchModels(const QString &provider, QObject *context, ModelLister::Answer answer)
{
    QPointer<QObject> receiver(context);
    const ProviderPreset *preset = m_catalog.find(provider);
    if (!preset || preset->id == QLatin1String("local") || !preset->hasModelList()) {
        const auto relist = [this, receiver, provider, answer = std::move(answer)] {
            reloadCatalog();
            if (receiver)
                answer(listOf(provider));
        };
        QMetaObject::invokeMethod(this, relist, Qt::QueuedConnection);
        return;
    }
    const auto back
        = [this, receiver, provider, answer = std::move(answer)](const Result<std::vector<ModelInfo>> &models) {
              const auto kept = models ? keepModelList(m_paths, provider, models.value()) : Result<>(models.error());
              if (kept)
                  reloadCatalog();
              if (receiver)
                  answer(kept ? models : kept.error());
          };
    const QUrl url = preset->modelsUrl(modelsPath(preset->dialect));
    m_io->post([this, provider, url, back, &clock = m_io->clock()](IoThread::Parts &parts) {
        // The session ends the thread before it goes itself.
        ModelLister::fetch(*parts.transport, *parts.endpoints, clock, provider, url,
                           [this, back](const Result<std::vector<ModelInfo>> &models) {
                               QMetaObject::invokeMethod(
                                   this, [back, models] { back(models); }, Qt::QueuedConnection);
                           });
    });
}

std::optional<QDateTime> Session::modelListDate(const QString &provider) const
{
    return triptych::modelListDate(m_paths, provider);
}

QDate Session::today() const
{
    return m_io->clock().wallTime().toLocalTime().date();
}

Result<std::vector<ModelInfo>> Session::listOf(const QString &provider) const
{
    if (const ProviderPreset *preset = m_catalog.find(provider))
        return preset->models;
    return unknownProvider(m_catalog, provider);
}

bool Session::mayCountTokens(const LaneAddress &lane) const
{
    const ProviderPreset *preset = m_catalog.find(lane.provider);
    if (!preset || !preset->countsTokens())
        return false;
    const VaultState vault = m_vault->state();
    const bool isOpen = vault == VaultState::Unlocked || vault == VaultState::Absent;
    return preset->id == QLatin1String("local") || (m_settings.countTokens && isOpen);
}

std::unique_ptr<Pending> Session::countTokens(LanePlan lane, QObject *context, TokenCounter::Answer answer)
{
    if (!mayCountTokens(lane.address))
        return nullptr;
    auto job = std::make_shared<IoJob>();
    job->context = context;
    const auto back = [this, job, answer = std::move(answer)](std::optional<qint64> tokens) {
        const auto tell = [job, answer, tokens] {
            if (job->context && !job->isOver)
                answer(tokens);
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    };
    m_io->post([job, lane = std::move(lane), back](IoThread::Parts &parts) {
        if (!job->isOver)
            job->work = parts.counter->count(lane, back);
    });
    return std::make_unique<IoTicket>(*m_io, job);
}

void Session::localServerLogs(QObject *context, std::function<void(QString)> answer)
{
    QStringList files;
    for (const LocalModel &model : m_library.models())
        files << model.file;
    // The receiver belongs to this thread, so only this thread may look whether it still lives.
    const auto back = [receiver = QPointer<QObject>(context), answer = std::move(answer)](const QString &logs) {
        if (receiver)
            answer(logs);
    };
    m_io->post([this, files, back](IoThread::Parts &parts) {
        QString logs;
        for (const QString &file : files)
            logs += parts.servers->log(file);
        QMetaObject::invokeMethod(
            this, [back, logs] { back(logs); }, Qt::QueuedConnection);
    });
}

} // namespace triptych
