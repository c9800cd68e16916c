// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/panels/SelectorController.h"

#include "app/session/Session.h"
#include "core/text/ErrorText.h"
#include "ui/selector/ModelSelector.h"
#include "ui/shell/Figures.h"

#include <QFileDialog>
#include <algorithm>

namespace triptych {

namespace {

constexpr qsizetype rememberedLanes = 12;

SelectorEntry entryFor(const ModelInfo &model)
{
    SelectorEntry entry {.info = model};
    if (const auto &price = model.price) {
        entry.inputPrice = price->input;
        entry.outputPrice = price->output;
        entry.isFree = price->isFree;
        if (!entry.info.contextTokens)
            entry.info.contextTokens = price->contextTokens;
    }
    return entry;
}

} // namespace

SelectorController::SelectorController(Session &session, ModelSelector &selector, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_selector(selector)
{
    connect(&selector, &ModelSelector::laneRequested, this, &SelectorController::laneRequested);
    connect(&selector, &ModelSelector::favouriteToggled, this, &SelectorController::keepFavourite);
    connect(&selector, &ModelSelector::addKeyRequested, this, &SelectorController::keyRequested);
    connect(&selector, &ModelSelector::addAddressRequested, this, [this] { Q_EMIT keyRequested({}); });
    connect(&selector, &ModelSelector::addModelFileRequested, this, &SelectorController::chooseModelFile);
    connect(&selector, &ModelSelector::modelFilesDropped, this, &SelectorController::addModelFiles);
    connect(&selector, &ModelSelector::refreshRequested, this, &SelectorController::fetch);
    connect(&session, &Session::catalogChanged, this, &SelectorController::refresh);
    connect(&session.vault(), &Vault::stateChanged, this, &SelectorController::refresh);
    connect(&session.vault(), &Vault::keysChanged, this, &SelectorController::refresh);
    connect(&session, &Session::engineStateChanged, this, [this] { m_selector.setLocalStatus(engineText()); });
    refresh();
}

SelectorContent SelectorController::content() const
{
    SelectorContent content {.favourites = m_session.settings().favourites,
                             .lastUsed = m_session.settings().lastUsed,
                             .laneCounts = m_counts,
                             .pricesDate = m_session.prices().date(),
                             .today = m_session.today()};
    for (const ProviderPreset &preset : m_session.catalog().all()) {
        SelectorProvider provider {.id = preset.id,
                                   .label = preset.id == QLatin1String("local") ? tr("Local") : preset.label,
                                   .takesKey = preset.auth.kind != AuthKind::None,
                                   .signsIn = preset.auth.kind == AuthKind::Copilot,
                                   .needsKey = preset.auth.kind != AuthKind::None && !preset.auth.isOptional,
                                   .isLocal = preset.id == QLatin1String("local")};
        if (provider.isLocal)
            provider.statusText = engineText();
        provider.hasKey = provider.needsKey && m_session.keys().hasKey(preset);
        for (const ModelInfo &model : preset.models)
            provider.models.push_back(entryFor(model));
        noteFailure(provider);
        content.providers.push_back(std::move(provider));
    }
    std::stable_sort(content.providers.begin(), content.providers.end(),
                     [](const SelectorProvider &a, const SelectorProvider &b) { return a.isLocal > b.isLocal; });
    return content;
}

void SelectorController::noteFailure(SelectorProvider &provider) const
{
    const auto failure = m_failures.constFind(provider.id);
    if (failure == m_failures.cend())
        return;
    const QString why = describe(*failure, provider.label).text();
    const auto fetched = m_session.modelListDate(provider.id);
    provider.listFault = fetched ? tr("Refreshing failed: %1").arg(why) : tr("Fetching the list failed: %1").arg(why);
    if (fetched)
        provider.listNote = tr("The list is from %1.").arg(formatDay(fetched->date()));
}

/// Beside the group of local models.
QString SelectorController::engineText() const
{
    const EngineState &engine = m_session.engineState();
    switch (engine.stage) {
    case EngineState::Unknown: return {};
    case EngineState::Found: return tr("engine ready");
    case EngineState::Building:
        return engine.total > 0 ? tr("building %1 of %2", "files").arg(engine.done).arg(engine.total)
                                : tr("engine is being built");
    case EngineState::Failed: return tr("build failed");
    case EngineState::Missing: return tr("no engine");
    }
    Q_UNREACHABLE();
}

void SelectorController::refresh()
{
    m_selector.setContent(content());
}

void SelectorController::setLaneCounts(const QHash<QString, int> &counts)
{
    m_counts = counts;
    m_selector.setLaneCounts(counts);
}

void SelectorController::noteUse(const QString &lane)
{
    Settings settings = m_session.settings();
    settings.lastUsed.removeAll(lane);
    settings.lastUsed.prepend(lane);
    settings.lastUsed = settings.lastUsed.first(std::min(rememberedLanes, settings.lastUsed.size()));
    if (const auto saved = m_session.changeSettings(settings); !saved)
        Q_EMIT problem(describe(saved.error()).what);
    m_selector.setLastUsed(settings.lastUsed);
}

void SelectorController::keepFavourite(const QString &lane, bool isFavourite)
{
    Settings settings = m_session.settings();
    settings.favourites.removeAll(lane);
    if (isFavourite)
        settings.favourites << lane;
    if (const auto saved = m_session.changeSettings(settings); !saved)
        Q_EMIT problem(describe(saved.error()).what);
}

void SelectorController::fetch(const QString &provider)
{
    m_session.fetchModels(provider, this, [this, provider](const Result<std::vector<ModelInfo>> &models) {
        if (models) {
            if (m_failures.remove(provider) > 0)
                refresh();
            return; // of all else the catalogue tells
        }
        m_failures.insert(provider, models.error());
        refresh();
        m_selector.setExpandedGroups(m_selector.expandedGroups() << provider); // the note stands in it
        const ProviderPreset *preset = m_session.catalog().find(provider);
        const QString label = preset ? preset->label : provider;
        Q_EMIT problem(tr("Fetching the models of %1 failed: %2").arg(label, describe(models.error(), label).text()));
    });
}

void SelectorController::chooseModelFile()
{
    auto *dialog = new QFileDialog(m_selector.window(), tr("Add a model file"), QString(), tr("GGUF models (*.gguf)"));
    dialog->setObjectName(QStringLiteral("modelFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &SelectorController::addModelFiles);
    dialog->open();
}

void SelectorController::addModelFiles(const QStringList &files)
{
    bool hasChanged = false;
    for (const QString &file : files) {
        const auto added = m_session.library().add(file);
        hasChanged = hasChanged || bool(added);
        if (!added) {
            Q_EMIT problem(describe(added.error()).text());
        }
    }
    if (hasChanged)
        m_session.reloadCatalog();
}

} // namespace triptych
