// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/gateway/GatewayTap.h"

#include "app/gateway/GatewayHost.h"
#include "app/session/Session.h"
#include "app/window/gateway/GatewayRows.h"
#include "core/text/ErrorText.h"
#include "ui/gateway/TapPage.h"
#include "ui/shell/Figures.h"

namespace triptych {

namespace {

constexpr qsizetype longestTitle = 120;
const QString between = QStringLiteral(" · ");

QString idOf(LaneId lane)
{
    return QString::number(quint64(lane));
}

} // namespace

GatewayTap::GatewayTap(Session &session, GatewayHost &host, TapPage &page, QObject *parent)
    : QObject(parent),
      m_page(page)
{
    connect(&host, &GatewayHost::stateChanged, this, &GatewayTap::show);
    connect(&session.engine(), &RunEngine::runStarted, this, &GatewayTap::started);
    connect(&session.engine(), &RunEngine::laneEvents, this, &GatewayTap::heard);
    connect(&session.engine(), &RunEngine::laneFinished, this, &GatewayTap::ended);
    connect(&session.engine(), &RunEngine::lanePhaseChanged, this, [this](LaneId lane, LanePhase phase) {
        if (Call *call = find(lane)) {
            call->phase = phase;
            show();
        }
    });
    connect(&page, &TapPage::currentChanged, this, &GatewayTap::showChosen);
    connect(&page, &TapPage::forkRequested, this, &GatewayTap::fork);
}

/// A gateway's lanes are those that ask for what was lent; the window's own are shown where they were started.
void GatewayTap::started(const StartedRun &run, const RunPlan &plan)
{
    if (plan.lanes.empty() || !plan.lanes.front().usesLease)
        return;
    const LanePlan &lane = plan.lanes.front();
    m_calls.push_front({.lane = run.lanes.front(),
                        .token = plan.document,
                        .prompt = plan.promptText,
                        .model = lane.address.name(),
                        .at = QDateTime::currentDateTimeUtc(),
                        .turns = lane.request.turns});
    if (m_calls.size() > mostShown)
        m_calls.pop_back();
    show();
    if (m_page.currentId().isEmpty())
        m_page.setCurrentId(idOf(run.lanes.front()));
}

void GatewayTap::heard(LaneId lane, const StreamEvents &events)
{
    Call *call = find(lane);
    if (!call)
        return;
    QString said;
    for (const StreamEvent &event : events)
        said += say(*call, event);
    call->words += said;
    if (m_page.currentId() == idOf(lane))
        m_page.appendText(said);
}

QString GatewayTap::say(Call &call, const StreamEvent &event)
{
    if (const auto *text = std::get_if<TextDelta>(&event))
        return speak(call, Voice::Text, text->text);
    if (const auto *reasoning = std::get_if<ReasoningDelta>(&event))
        return speak(call, Voice::Reasoning, reasoning->text);
    if (const auto *tool = std::get_if<ToolCallDelta>(&event)) {
        if (!tool->name.isEmpty())
            call.voice = Voice::None;
        const QString head = tool->name.isEmpty() ? QString() : QStringLiteral("→ %1 ").arg(tool->name);
        return speak(call, Voice::Tool, head + QString::fromUtf8(tool->arguments));
    }
    return {};
}

/// A rule stands between what was thought, said and called.
QString GatewayTap::speak(Call &call, Voice voice, const QString &piece)
{
    const bool goesOn = std::exchange(call.voice, voice) == voice || call.words.isEmpty();
    return goesOn ? piece : QStringLiteral("\n\n---\n\n") + piece;
}

void GatewayTap::ended(LaneId lane, const LaneRecord &record)
{
    Call *call = find(lane);
    if (!call)
        return;
    call->record = record;
    call->phase = LanePhase::Ended;
    show();
    if (m_page.currentId() == idOf(lane))
        showChosen();
}

void GatewayTap::show()
{
    std::vector<GatewayRow> rows;
    for (const Call &call : m_calls)
        rows.push_back(rowOf(call));
    m_page.setRows(std::move(rows));
}

void GatewayTap::showChosen()
{
    const Call *call = find(m_page.currentId());
    m_page.setText(call ? call->words : QString(), call && !call->record);
}

GatewayRow GatewayTap::rowOf(const Call &call) const
{
    const QString title = call.prompt.simplified().left(longestTitle);
    GatewayRow row {.id = idOf(call.lane), .title = title.isEmpty() ? call.model : title};
    QStringList figures {GatewayRows::timeText(call.at), call.token, call.model};
    row.lines = {figures.join(between)};
    if (!call.record) {
        row.mark = tr("running");
        return row;
    }
    const LaneRecord &record = *call.record;
    row.mark = formatMs(record.timing.afterQueue(record.timing.totalMs));
    if (record.outcome == LaneOutcome::Failed || record.outcome == LaneOutcome::Incomplete)
        row.fault = record.error ? describe(*record.error).what : record.cause;
    if (record.outcome == LaneOutcome::Cancelled)
        row.mark = tr("cancelled");
    return row;
}

void GatewayTap::fork(const QString &id)
{
    const Call *call = find(id);
    if (!call)
        return;
    const Conversation conversation = conversationOf(call->turns);
    if (!conversation.document)
        return Q_EMIT problem(describe(conversation.document.error()).text());
    Q_EMIT forked(conversation.document.value(), call->token);
    if (conversation.leftOut > 0)
        Q_EMIT problem(tr("%n part(s) of the conversation that are no text, such as calls of tools and images, were "
                          "left out.",
                          nullptr, conversation.leftOut));
}

GatewayTap::Call *GatewayTap::find(LaneId lane)
{
    const auto found
        = std::find_if(m_calls.begin(), m_calls.end(), [lane](const Call &call) { return call.lane == lane; });
    return found == m_calls.end() ? nullptr : &*found;
}

GatewayTap::Call *GatewayTap::find(const QString &id)
{
    return find(LaneId(id.toULongLong()));
}

} // namespace triptych
