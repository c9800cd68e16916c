// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/panels/LatencyController.h"

#include "app/session/Session.h"
#include "app/window/lanes/LaneController.h"
#include "ui/latency/LatencyDashboard.h"

#include <QFileDialog>
#include <QSaveFile>

namespace triptych {

namespace {

constexpr int lowWindow = 800;
constexpr std::chrono::milliseconds settle {60};

QString csvField(const QString &text)
{
    // A cell that begins like a formula must stay text in a spreadsheet.
    const bool isFormula = !text.isEmpty() && QStringLiteral("=+-@").contains(text.front());
    QString quoted = isFormula ? QLatin1Char('\'') + text : text;
    return QLatin1Char('"') + quoted.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

QString csvFigure(const std::optional<QuantileEstimate> &estimate)
{
    return estimate ? QString::number(estimate->value, 'f', 3) : QString();
}

} // namespace

LatencyController::LatencyController(Session &session, LatencyDashboard &dashboard, LaneController &lanes, Clock &clock,
                                     QObject *parent)
    : QObject(parent),
      m_session(session),
      m_dashboard(dashboard),
      m_lanes(lanes),
      m_soon(clock.newTimer([this] { load(); }))
{
    connect(&session.history(), &HistoryStore::changed, this, [this] { m_soon->start(settle); });
    connect(&dashboard, &LatencyDashboard::periodChanged, this, &LatencyController::load);
    connect(&dashboard, &LatencyDashboard::collapsedChanged, this, [this](bool isCollapsed) {
        if (m_isOurDoing)
            return;
        m_choice = isCollapsed ? DashboardChoice::Collapsed : DashboardChoice::Open;
        Q_EMIT choiceChanged();
    });
    connect(&dashboard, &LatencyDashboard::periodChanged, this, &LatencyController::choiceChanged);
    connect(&dashboard, &LatencyDashboard::runRequested, &lanes, &LaneController::run);
    connect(&dashboard, &LatencyDashboard::exportRequested, this, &LatencyController::chooseExportFile);
    connect(&lanes, &LaneController::lanesChanged, this, &LatencyController::showSlots);
    connect(&lanes, &LaneController::chosenChanged, &dashboard, &LatencyDashboard::setChosenLane);
    showSlots();
    m_soon->start(settle);
}

void LatencyController::setChoice(DashboardChoice choice)
{
    m_choice = choice;
    m_isOurDoing = true;
    m_dashboard.setCollapsed(choice == DashboardChoice::Collapsed);
    m_isOurDoing = false;
    makeRoom();
}

/// A low window belongs to the answers; what the dashboard knows then fits into its head.
void LatencyController::makeRoom()
{
    if (m_choice != DashboardChoice::Auto || m_summaries.empty() || m_dashboard.window()->height() >= lowWindow)
        return;
    m_isOurDoing = true;
    m_dashboard.setCollapsed(true);
    m_isOurDoing = false;
}

void LatencyController::load()
{
    const int days = m_dashboard.period();
    const QDateTime since = days > 0 ? QDateTime::currentDateTimeUtc().addDays(-days) : QDateTime();
    m_session.history().latencies(since, this, [this](const Result<std::vector<LatencySummary>> &summaries) {
        if (!summaries)
            return; // the history has told what is wrong with it
        m_summaries = summaries.value();
        m_dashboard.setSummaries(m_summaries);
        QHash<QString, LaneForecast> forecasts;
        for (const LatencySummary &summary : m_summaries) {
            LaneForecast forecast {.runs = summary.runs};
            if (summary.firstTextP50)
                forecast.medianMs = summary.firstTextP50->value;
            forecasts.insert(summary.provider + QLatin1Char('/') + summary.model, forecast);
        }
        m_lanes.setForecasts(forecasts);
        makeRoom();
    });
}

void LatencyController::showSlots()
{
    m_dashboard.setLaneSlots(m_lanes.slotsByName());
    m_dashboard.setLaneCount(int(m_lanes.lanes().size()));
}

void LatencyController::chooseExportFile()
{
    auto *dialog = new QFileDialog(m_dashboard.window(), tr("Export the latency table"), QStringLiteral("latency.csv"),
                                   tr("CSV files (*.csv)"));
    dialog->setObjectName(QStringLiteral("latencyExportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &LatencyController::exportTo);
    dialog->open();
}

void LatencyController::exportTo(const QString &name)
{
    QString csv = QStringLiteral(
        "provider,model,runs,first_text_p50_ms,first_text_p95_ms,first_text_p99_ms,total_p50_ms,total_p95_ms,"
        "total_p99_ms,tokens_per_second_p50\r\n");
    for (const LatencySummary &row : m_summaries) {
        QStringList cells {csvField(row.provider), csvField(row.model), QString::number(row.runs)};
        for (const auto &figure : {row.firstTextP50, row.firstTextP95, row.firstTextP99, row.totalP50, row.totalP95,
                                   row.totalP99, row.tokensPerSecondP50})
            cells << csvFigure(figure);
        csv += cells.join(QLatin1Char(',')) + QStringLiteral("\r\n");
    }
    QSaveFile file(name);
    const QByteArray bytes = csv.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        Q_EMIT m_lanes.problem(tr("%1 could not be written: %2").arg(name, file.errorString()));
}

} // namespace triptych
