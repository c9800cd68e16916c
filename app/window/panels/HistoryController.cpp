// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/panels/HistoryController.h"

#include "app/session/Session.h"
#include "core/text/ErrorText.h"
#include "ui/history/HistoryPanel.h"

namespace triptych {

namespace {

constexpr int pageSize = 100;
constexpr std::chrono::milliseconds settle {60};

} // namespace

HistoryController::HistoryController(Session &session, HistoryPanel &panel, Clock &clock, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_panel(panel),
      m_soon(clock.newTimer([this] { load(); }))
{
    connect(&session.history(), &HistoryStore::changed, this, [this] { m_soon->start(settle); });
    connect(&session, &Session::settingsChanged, this,
            [this] { m_panel.setRecording(m_session.settings().recordHistory); });
    connect(&panel, &HistoryPanel::searchChanged, this, &HistoryController::load);
    connect(&panel, &HistoryPanel::moreRequested, this, &HistoryController::loadMore);
    connect(&panel, &HistoryPanel::openRequested, this, &HistoryController::open);
    connect(&panel, &HistoryPanel::recordRequested, this, &HistoryController::startRecording);
    connect(&panel, &HistoryPanel::removeRequested, this, [this](qint64 run) {
        m_session.history().remove(run, this, [this](const Result<> &done) {
            if (!done)
                tell(done.error());
        });
    });
    connect(&panel, &HistoryPanel::removeRangeRequested, this, [this](const QDateTime &from, const QDateTime &to) {
        m_session.history().removeRange(from, to, this, [this](const Result<int> &count) {
            if (!count)
                tell(count.error());
        });
    });
    panel.setRecording(session.settings().recordHistory);
    m_soon->start(settle);
}

void HistoryController::load()
{
    const QString text = m_panel.searchText();
    m_session.history().list({.text = text, .limit = pageSize}, this,
                             [this, text](const Result<std::vector<RunSummary>> &runs) {
                                 if (!runs)
                                     tell(runs.error());
                                 else if (text == m_panel.searchText()) // else a newer search is on its way
                                     m_panel.setRuns(runs.value(), runs.value().size() == pageSize);
                             });
}

void HistoryController::loadMore(qint64 beforeId)
{
    const QString text = m_panel.searchText();
    m_session.history().list({.text = text, .beforeId = beforeId, .limit = pageSize}, this,
                             [this, text](const Result<std::vector<RunSummary>> &runs) {
                                 if (!runs)
                                     tell(runs.error());
                                 else if (text == m_panel.searchText())
                                     m_panel.appendRuns(runs.value(), runs.value().size() == pageSize);
                             });
}

void HistoryController::open(qint64 run)
{
    m_session.history().detail(run, this, [this](const Result<RunDetail> &detail) {
        if (detail)
            Q_EMIT opened(detail.value());
        else
            tell(detail.error());
    });
}

void HistoryController::startRecording()
{
    Settings settings = m_session.settings();
    settings.recordHistory = true;
    if (const auto saved = m_session.changeSettings(settings); !saved)
        tell(saved.error());
}

void HistoryController::tell(const Error &error)
{
    Q_EMIT problem(describe(error).text());
}

} // namespace triptych
