// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "app/cli/Interrupt.h"
#include "app/cli/ProviderWord.h"
#include "app/cli/RunReport.h"
#include "app/cli/RunWords.h"
#include "app/cli/VaultOpening.h"
#include "app/session/LaneEndpoints.h"
#include "app/session/Session.h"
#include "core/prompt/AttachmentFiles.h"

#include <algorithm>

namespace triptych {

namespace {

class RunCommand final : public QObject, public CliCommand
{
public:
    QString summary() const override
    {
        return QStringLiteral("Sends one prompt to one or more models and prints what they answer.");
    }

    void declare(QCommandLineParser &words) const override
    {
        declareRunWords(words);
        words.addOption(passwordFileOption());
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        m_finished = std::move(finished);
        m_terminal = &context.terminal;
        auto run = readRunWords(words, context.terminal, context.paths.attachmentStore());
        if (!run) {
            context.terminal.complain(run.error());
            m_finished(WrongWords);
            return;
        }
        m_maxUsd = run.value().maxUsd;
        m_report
            = std::make_unique<RunReport>(context.terminal, run.value().asJson, int(run.value().plan.lanes.size()));
        m_session = std::make_unique<Session>(context.paths, context.settings, KeyRing::WhenLocked::Fail);
        complainAboutFiles(m_session->catalog(), context.terminal);
        if (!needsVault(run.value().plan, words, context.terminal)) {
            send(std::move(run.value().plan));
            return;
        }
        openVault(m_session->vault(), words, context.terminal,
                  [this, plan = std::move(run.value().plan)](int status) mutable {
                      if (status == AllWell)
                          send(std::move(plan));
                      else
                          end(status);
                  });
    }

private:
    /// A lane that needs no key never asks for a password, nor does one whose key stands in the environment.
    bool needsVault(const RunPlan &plan, const QCommandLineParser &words, const Terminal &terminal) const
    {
        if (m_session->vault().state() != VaultState::Locked)
            return false;
        const bool hasPassword = words.isSet(QStringLiteral("password-file"));
        return std::any_of(plan.lanes.begin(), plan.lanes.end(), [&](const LanePlan &lane) {
            const ProviderPreset *preset = m_session->catalog().find(lane.address.provider);
            const bool hasSecrets = preset
                && (!preset->secretHeaders.empty()
                    || !signInOrigin(m_session->settings(), withConnection(*preset, m_session->settings())).isEmpty());
            if (!preset || (preset->auth.kind == AuthKind::None && !hasSecrets))
                return false;
            if (hasPassword)
                return true;
            return terminal.hasPerson()
                && (hasSecrets || !m_session->keys().canDoWithoutVault(*preset, preset->origin()));
        });
    }

    void send(RunPlan plan)
    {
        RunEngine &engine = m_session->engine();
        if (plan.record && m_session->settings().recordHistory)
            record(plan);
        connect(&engine, &RunEngine::laneEvents, this,
                [this](LaneId, const StreamEvents &events) { m_report->events(events); });
        connect(&engine, &RunEngine::laneFinished, this, &RunCommand::laneFinished);
        connect(&engine, &RunEngine::runFinished, this, [this] { end(m_report->exitStatus()); });
        m_run = engine.start(std::move(plan)).id;
        m_interrupt = std::make_unique<Interrupt>([this] { m_session->engine().cancel(m_run); });
    }

    void record(const RunPlan &plan)
    {
        if (const auto kept = keepAttachments(plan.lanes.front().request.turns, m_session->paths().attachmentStore());
            !kept)
            m_terminal->complain(kept.error());
        m_session->recordRuns();
        connect(&m_session->history(), &HistoryStore::problem, this, [this](const Error &error) {
            if (!error.cause.isEmpty())
                m_terminal->complain(error);
        });
    }

    void laneFinished(LaneId, const LaneRecord &record)
    {
        m_report->finished(record);
        m_spentUsd += record.cost.usd.value_or(0);
        if (m_maxUsd && m_spentUsd >= *m_maxUsd)
            m_session->engine().stop(m_run, {.kind = ErrorKind::Cancelled, .cause = QStringLiteral("budget")});
    }

    void end(int status)
    {
        m_interrupt.reset();
        m_session.reset(); // waits for the history
        m_finished(status);
    }

    Finished m_finished;
    Terminal *m_terminal = nullptr;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<RunReport> m_report;
    std::unique_ptr<Interrupt> m_interrupt;
    std::optional<double> m_maxUsd;
    double m_spentUsd = 0;
    RunId m_run {};
};

} // namespace

std::unique_ptr<CliCommand> newRunCommand()
{
    return std::make_unique<RunCommand>();
}

} // namespace triptych
