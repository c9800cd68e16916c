// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/session/CatalogLoader.h"
#include "app/session/KeyRing.h"
#include "app/session/ModelLister.h"
#include "app/session/TokenCounter.h"
#include "core/history/HistoryStore.h"
#include "core/local/EngineState.h"
#include "core/local/ModelLibrary.h"
#include "core/run/RunEngine.h"
#include "core/settings/RefusedFields.h"
#include "core/settings/Settings.h"
#include "core/vault/Vault.h"

#include <QObject>
#include <QSet>

namespace triptych {

/// Writes what a person filled in for a provider. A line that is empty is forgotten where the address does without it.
void setFields(Settings &settings, const ProviderPreset &preset, const QMap<QString, QString> &values);

class HistoryRecorder;
class ConnectionTester;
class GitHubSignIns;
class IoThread;

/// Joins engine, history, prices, vault and local models; the window, the commands and the gateway each have one.
/// Lives on the main thread.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    /// `whenLocked`: whether a lane that needs the vault waits for it or fails.
    Session(Paths paths, Settings settings, KeyRing::WhenLocked whenLocked, QObject *parent = nullptr);
    ~Session() override;

    const Paths &paths() const { return m_paths; }
    const Settings &settings() const { return m_settings; }
    /// Takes effect at once and is stored, together with what another process changed meanwhile. A provider's field
    /// that is empty stays as it was; one that is missing goes back to its default.
    Result<> changeSettings(Settings settings);
    const PriceBook &prices() const { return m_prices; }
    /// The providers with the fields that the person filled in: origin() is where a lane is really sent.
    const ProviderCatalog &catalog() const { return m_catalog; }
    const ModelLibrary &library() const { return m_library; }
    Vault &vault() { return *m_vault; }
    KeyRing &keys() { return *m_keys; }
    ConnectionTester &tester() { return *m_tester; }
    GitHubSignIns &signIns() { return *m_signIns; }
    IoThread &io() { return *m_io; }
    RunEngine &engine();
    HistoryStore &history(); ///< Opened at the first call.
    void recordRuns(); ///< From now on, runs that want it are kept.

    void reloadCatalog();
    /// From now on, requests to this model do without that field, or name it otherwise. `field` as Error::parameter has
    /// it.
    Result<> rememberRefusal(const QString &model, const QString &field);
    Result<> forgetRefusals(const QString &model);
    const RefusedFields &refusals() const { return m_refusals; }
    /// Asks the provider for its list and keeps it; the local models are listed again. One that cannot be had or kept
    /// leaves the catalogue as it is. Answers here, unless `context` went.
    void fetchModels(const QString &provider, QObject *context, ModelLister::Answer answer);
    /// Whether a prompt may be counted for this lane before it is run: the provider counts, and the prompt either stays
    /// on this machine or a person agreed that it goes there now. Never while the vault is locked, but for local
    /// models.
    bool mayCountTokens(const LaneAddress &lane) const;
    /// Answers here, unless the Pending or `context` went; null where it may not be counted. See TokenCounter.
    [[nodiscard]] std::unique_ptr<Pending> countTokens(LanePlan lane, QObject *context, TokenCounter::Answer answer);
    /// When the list of models that is shown was fetched; nothing where it never was.
    std::optional<QDateTime> modelListDate(const QString &provider) const;
    QDate today() const; ///< As the clock of this session has it.
    /// Whether there is a llama-server, or one is being built; unknown for a moment after the start.
    const EngineState &engineState() const { return m_engineState; }
    /// Of every model that ran here, joined.
    void localServerLogs(QObject *context, std::function<void(QString)> answer);

Q_SIGNALS:
    void catalogChanged();
    void settingsChanged();
    void engineStateChanged(const triptych::EngineState &state);

private:
    void startRecording(const StartedRun &run, const RunPlan &plan);
    void setEngineState(const EngineState &state);
    void applyToIo();
    Result<std::vector<ModelInfo>> listOf(const QString &provider) const;

    Paths m_paths;
    Settings m_settings;
    Settings m_storedSettings; ///< As the file was read or written last.
    PriceBook m_prices;
    ModelLibrary m_library;
    RefusedFields m_refusals;
    ProviderCatalog m_catalog;
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<KeyRing> m_keys;
    std::unique_ptr<IoThread> m_io;
    std::unique_ptr<ConnectionTester> m_tester;
    std::unique_ptr<GitHubSignIns> m_signIns;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<HistoryRecorder> m_recorder;
    QSet<LaneId> m_recorded;
    EngineState m_engineState;
};

} // namespace triptych
