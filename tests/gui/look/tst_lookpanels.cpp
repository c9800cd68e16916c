// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/LedgerReason.h"
#include "tests/gui/look/Look.h"
#include "tests/support/ManualClock.h"
#include "ui/lanes/LaneSettingsPopup.h"
#include "ui/lanes/LaneTicker.h"
#include "ui/lanes/LaneView.h"
#include "ui/latency/LatencyDashboard.h"
#include "ui/shell/LogDialog.h"

#include <QTest>
#include <cmath>

using namespace triptych;

namespace {

/// Runs whose times spread around a median, the same at every call.
void addRuns(std::vector<LatencySample> &samples, const char *provider, const char *model, int runs, double medianMs)
{
    for (int i = 0; i < runs; ++i) {
        const double share = (i + 0.5) / runs;
        const double spread = std::exp(0.2 * std::log(share / (1 - share)));
        samples.push_back({.provider = QLatin1String(provider),
                           .model = QLatin1String(model),
                           .startedAtMs = i,
                           .firstTextMs = medianMs * spread,
                           .totalMs = medianMs * 3 * std::sqrt(spread),
                           .tokensPerSecond = 80 / std::sqrt(spread)});
    }
}

const LaneTiming timing {.queuedMs = 0.412,
                         .connectMs = 31.6,
                         .tlsMs = 69.4,
                         .sentMs = 69.6,
                         .headersMs = 486.4,
                         .firstByteMs = 640.4,
                         .firstReasoningMs = 640.4,
                         .firstTextMs = 2950,
                         .totalMs = 5240};

std::vector<LedgerEntry> ledger()
{
    return {{QStringLiteral("max_tokens"), {}, QStringLiteral("8192"), QString(ledger_reason::demandedMaximum)},
            {QStringLiteral("temperature"), QStringLiteral("0.7"), {}, QString(ledger_reason::whileReasoning)},
            {QStringLiteral("reasoning_effort"), QStringLiteral("xhigh"), QStringLiteral("high"),
             QString(ledger_reason::nearestEffort)},
            {QStringLiteral("tools"), QStringLiteral("2"), {}, QString(ledger_reason::noTools)}};
}

} // namespace

/// Parts of the window that need no session, in states that are hard to reach with one.
class TestLookPanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Look::addRows(); }
    void init() { m_look = std::make_unique<Look>(); }
    void cleanup() { m_look.reset(); }

    void log();
    void laneSettings();
    void laneChips();
    void dashboard();

private:
    std::unique_ptr<Look> m_look;
};

void TestLookPanels::log()
{
    QString said;
    for (int i = 0; i < 60; ++i)
        said += QStringLiteral("srv  log_server_r: request %1: POST /v1/chat/completions 127.0.0.1 200\n").arg(i);
    LogDialog full(m_look->theme(), said);
    full.show();
    Look::see(full, QStringLiteral("log"));
    LogDialog silent(m_look->theme(), {});
    silent.show();
    Look::see(silent, QStringLiteral("log-empty"));
}

void TestLookPanels::laneSettings()
{
    ModelInfo model;
    model.refusedParameters = {QStringLiteral("top_k")};
    const auto lane = LaneAddress::parse(
        QStringLiteral("openrouter/some-maker/a-model-with-a-name-that-never-ends:free#temperature=0.7,max_tokens=9"));
    LaneSettingsPopup popup(m_look->theme(), lane.value(), model, nullptr);
    popup.setAttribute(Qt::WA_DeleteOnClose, false);
    popup.setLedger(ledger());
    popup.offerRefusedAgain({QStringLiteral("temperature"), QStringLiteral("image_url")});
    popup.adjustSize();
    popup.show();
    Look::see(popup, QStringLiteral("lane-settings-ledger"));
}

void TestLookPanels::laneChips()
{
    ManualClock clock;
    LaneTicker ticker(clock);
    for (const int width : {300, 480, 760}) {
        const LaneSlotInfo info {
            .slot = 1,
            .address = LaneAddress::parse(
                           QStringLiteral("anthropic/claude-opus-5-5#temperature=0.7,reasoning_effort=xhigh,seed=7"))
                           .value()};
        LaneView view(m_look->theme(), ticker, info);
        view.resize(width, 220);
        LaneViewState state;
        state.stage = LaneStage::Complete;
        state.elapsedMs = 2410;
        state.metrics = {640, 60.5, 102, 108, 0.00128, false, false, false, false};
        state.ledger = ledger();
        view.setText(QStringLiteral("An answer."), {});
        view.setState(state);
        view.show();
        Look::see(view, QStringLiteral("lane-chips-%1").arg(width));
    }
}

void TestLookPanels::dashboard()
{
    LatencyDashboard dashboard(m_look->theme());
    dashboard.resize(1000, 212);
    dashboard.show();
    Look::see(dashboard, QStringLiteral("latency-empty"));
    std::vector<LatencySample> samples;
    addRuns(samples, "local", "demo", 2, 43.1);
    dashboard.setSummaries(summarise(samples));
    dashboard.setLaneSlots({{QStringLiteral("local/demo"), 0}});
    Look::see(dashboard, QStringLiteral("latency-few"));
    addRuns(samples, "local", "demo", 410, 43.1);
    addRuns(samples, "anthropic", "claude-opus-5-5", 86, 2870);
    addRuns(samples, "openai", "gpt-6.2-sol", 31, 5380);
    addRuns(samples, "openrouter", "some-maker/a-model-with-a-name-that-never-ends:free", 4, 900);
    for (const char *model : {"one", "two", "three", "four", "five", "six"})
        addRuns(samples, "deepseek", model, 12, 700);
    dashboard.setSummaries(summarise(samples));
    dashboard.setLaneSlots({{QStringLiteral("local/demo"), 0},
                            {QStringLiteral("anthropic/claude-opus-5-5"), 1},
                            {QStringLiteral("openai/gpt-6.2-sol"), 2}});
    dashboard.setChosenLane(timing, QStringLiteral("anthropic/claude-opus-5-5"), 1);
    Look::see(dashboard, QStringLiteral("latency-many"));
    dashboard.resize(1640, 320);
    Look::see(dashboard, QStringLiteral("latency-many-wide"));
}

QTEST_MAIN(TestLookPanels)
#include "tst_lookpanels.moc"
