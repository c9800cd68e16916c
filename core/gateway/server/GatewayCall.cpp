// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/GatewayCall.h"

#include "core/gateway/server/ClientFailure.h"
#include "core/gateway/server/GatewayPath.h"
#include "core/gateway/server/Spending.h"
#include "core/run/RunEngine.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr int clientClosed = 499; // what servers log for a client that left; nobody is sent it

bool isContent(const StreamEvent &event)
{
    return std::holds_alternative<TextDelta>(event) || std::holds_alternative<ReasoningDelta>(event)
        || std::holds_alternative<ToolCallDelta>(event);
}

bool isEventStream(QByteArrayView contentType)
{
    return contentType.startsWith("text/event-stream");
}

QString lastWords(const ChatRequest &chat)
{
    for (auto turn = chat.turns.rbegin(); turn != chat.turns.rend(); ++turn)
        for (const ContentPart &part : turn->parts)
            if (const auto *text = std::get_if<TextPart>(&part); text && turn->role == Role::User)
                return text->text;
    return {};
}

Error isFull(const QString &provider)
{
    return {.kind = ErrorKind::RateLimited,
            .cause = QStringLiteral("streams"),
            .message = QStringLiteral("As many answers as the gateway allows are coming from %1.").arg(provider),
            .retryAfter = std::chrono::seconds(1)};
}

} // namespace

GatewayCall::GatewayCall(std::shared_ptr<CallServices> services, CallOrder order,
                         std::shared_ptr<AnswerChannel> channel)
    : m_services(std::move(services)),
      m_order(std::move(order)),
      m_channel(std::move(channel)),
      m_writer(m_order.front->newWriter(m_order.request,
                                        {.id = QString::fromLatin1(m_order.id),
                                         .model = m_order.request.chat.model,
                                         .createdAt = m_services->clock.wallTime().toSecsSinceEpoch(),
                                         .inputEstimate = m_order.inputEstimate})),
      m_alive(m_services->clock.newTimer([this] { stayAlive(); }))
{}

GatewayCall::~GatewayCall() = default;

void GatewayCall::start()
{
    m_services->running.insert(this);
    if (m_order.request.errand != ClientRequest::Errand::Answer)
        return doErrand();
    m_channel->setListener({.behindChanged =
                                [self = weak_from_this()](bool isBehind) {
                                    if (const auto call = self.lock(); call && call->m_lane)
                                        call->m_services->engine.setWatcherBehind(*call->m_lane, isBehind);
                                },
                            .abandoned =
                                [self = weak_from_this()] {
                                    if (const auto call = self.lock())
                                        call->abandoned();
                                }});
    if (m_order.request.isStreamed && isEventStream(m_order.front->contentType(true)))
        m_alive->start(silence);
    tryNext();
}

/// Nothing is asked of a model; the writer knows what such an answer is.
void GatewayCall::doErrand()
{
    const auto self = shared_from_this();
    m_arrived = m_services->clock.monotonic();
    m_record.outcome = LaneOutcome::Complete;
    succeed(m_record);
}

void GatewayCall::tryNext()
{
    const LaneAddress &address = m_order.plan.lanes[m_next++];
    m_place = m_services->providers.take(address.provider, m_services->streamsPerProvider);
    if (!m_place) {
        m_record = {.provider = address.provider, .model = address.model, .outcome = LaneOutcome::Failed};
        return refuse(isFull(address.provider));
    }
    m_laneStarted = m_services->clock.monotonic();
    m_hasWaited = false;
    m_held.clear();
    m_lane = m_services->engine.startHere(runPlan(address)).lanes.front();
}

RunPlan GatewayCall::runPlan(const LaneAddress &address) const
{
    LanePlan lane {.address = address, .request = m_order.request.chat};
    lane.address.settings = m_order.plan.settingsFor(address, m_order.request.chat.settings);
    lane.mayRetry = isLast();
    lane.usesLease = true;
    lane.via = m_order.via;
    lane.watcher = std::const_pointer_cast<GatewayCall>(shared_from_this());
    RunPlan plan {.parallel = 1, .record = m_services->isTapped, .isQuiet = !m_services->isTapped};
    if (m_services->isTapped) {
        plan.document = m_order.token.label;
        plan.promptText = lastWords(m_order.request.chat);
    }
    plan.lanes.push_back(std::move(lane));
    return plan;
}

void GatewayCall::laneWaits(const QueueNote &)
{
    m_hasWaited = true;
}

/// What the lane waited for is not the gateway's own doing.
void GatewayCall::lanePhaseChanged(LanePhase phase, const LaneTiming &soFar)
{
    if (phase != LanePhase::Connecting)
        return;
    const std::chrono::duration<double, std::milli> queued(m_hasWaited ? 0 : soFar.queuedMs.value_or(0));
    m_overheadBefore = m_laneStarted - m_order.arrived + std::chrono::duration_cast<std::chrono::nanoseconds>(queued);
}

void GatewayCall::laneEvents(const StreamEvents &events, MonotonicTime arrived)
{
    if (m_isAbandoned)
        return;
    m_arrived = arrived;
    if (!m_hasContent) {
        m_held.insert(m_held.end(), events.begin(), events.end());
        if (std::none_of(events.begin(), events.end(), isContent))
            return;
        m_hasContent = true;
        m_alive->stop();
        return write(std::exchange(m_held, {}));
    }
    write(events);
}

/// A whole answer is written at its end only; before that its writer just remembers.
void GatewayCall::write(const StreamEvents &events)
{
    QByteArray bytes;
    m_writer->write(events, bytes);
    if (!m_order.request.isStreamed || bytes.isEmpty())
        return;
    if (!m_channel->hasBegun())
        begin();
    m_channel->write(bytes);
}

void GatewayCall::begin()
{
    m_overheadAfter = m_hasContent ? m_services->clock.monotonic() - m_arrived : std::chrono::nanoseconds(0);
    m_channel->begin(200, headers(m_order.front->contentType(true)));
}

void GatewayCall::stayAlive()
{
    if (!m_channel->hasBegun())
        begin();
    m_channel->write(": the model has not said anything yet\n\n");
    m_alive->start(silence);
}

void GatewayCall::laneFinished(const LaneRecord &record)
{
    const auto self = shared_from_this(); // the lane lets go of it
    m_lane.reset();
    m_place = {};
    m_record = record;
    m_spentUsd += spentOn(record, m_order.request.chat, m_services->modelInfo(record.provider, record.model));
    if (m_isAbandoned)
        return close(clientClosed);
    if (record.outcome == LaneOutcome::Complete)
        return succeed(record);
    const Error error = record.error.value_or(Error {.kind = ErrorKind::ServerFault, .cause = record.cause});
    if (m_hasContent)
        return fail(forClient(error, record.provider));
    refuse(forClient(error, record.provider));
}

void GatewayCall::refuse(const Error &error)
{
    if (isLast())
        return fail(error);
    tryNext();
}

void GatewayCall::succeed(const LaneRecord &record)
{
    StreamEvents events = std::exchange(m_held, {});
    events.emplace_back(StreamFinished {record.finish, record.explanation});
    QByteArray bytes;
    m_writer->write(events, bytes);
    if (m_order.request.isStreamed) {
        if (!m_channel->hasBegun())
            begin();
        m_channel->write(bytes);
        m_channel->end(AnswerChannel::Ending::Whole);
    } else {
        m_overheadAfter = m_services->clock.monotonic() - m_arrived;
        m_channel->reply(200, headers(m_order.front->contentType(false)), bytes);
    }
    close(200);
}

/// What has begun as a success can only say so in its own words.
void GatewayCall::fail(const Error &error)
{
    if (m_channel->hasBegun()) {
        QByteArray bytes;
        m_writer->write({StreamFailed {error}}, bytes);
        m_channel->write(bytes);
        m_channel->end(AnswerChannel::Ending::Broken);
        return close(200);
    }
    const int status = statusOf(error);
    HttpHeaders all = headers(m_order.front->contentType(false));
    for (HttpHeader &header : failureHeaders(status, error))
        all.push_back(std::move(header));
    m_channel->reply(status, all, m_order.front->failure(error, status));
    close(status);
}

void GatewayCall::stop()
{
    const auto self = shared_from_this();
    m_isAbandoned = true;
    m_alive->stop();
    if (m_lane)
        m_services->engine.cancelHere(*m_lane);
}

void GatewayCall::abandoned()
{
    m_isAbandoned = true;
    m_alive->stop();
    if (m_lane)
        m_services->engine.cancelLane(*m_lane);
}

void GatewayCall::close(int status)
{
    m_services->running.erase(this);
    m_alive->stop();
    m_services->callEnded({.path = m_order.path,
                           .token = m_order.token,
                           .reservedUsd = m_order.reservedUsd,
                           .asked = m_order.request.chat.model,
                           .route = m_order.plan.route,
                           .lane = std::move(m_record),
                           .status = status,
                           .overhead = m_overheadBefore + m_overheadAfter,
                           .duration = m_services->clock.monotonic() - m_order.arrived,
                           .spentUsd = m_spentUsd});
}

HttpHeaders GatewayCall::headers(QByteArrayView contentType) const
{
    HttpHeaders all {{"content-type", contentType.toByteArray()},
                     {"cache-control", "no-store"},
                     {"x-request-id", m_order.id},
                     {"triptych-overhead-ms", overheadText()}};
    if (m_next > 0)
        all.emplace_back("triptych-lane", lane().name().toUtf8().toPercentEncoding("/:@+"));
    return all;
}

/// Three decimals: a microsecond.
QByteArray GatewayCall::overheadText() const
{
    const std::chrono::duration<double, std::milli> overhead = m_overheadBefore + m_overheadAfter;
    return QByteArray::number(overhead.count(), 'f', 3);
}

} // namespace triptych
