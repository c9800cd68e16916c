// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/Lane.h"

#include "core/chat/RetiredService.h"
#include "core/dialects/Failure.h"
#include "core/net/Resolver.h"
#include "core/run/LaneRecords.h"
#include "core/run/LaneRequest.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr qsizetype maxFailureBody = 64 * 1024;
constexpr std::chrono::milliseconds drainLimit {1000};

bool isContent(const StreamEvent &event)
{
    return std::visit(Match {[](const TextDelta &delta) { return !delta.text.isEmpty(); },
                             [](const ReasoningDelta &delta) { return !delta.text.isEmpty(); },
                             [](const ToolCallDelta &) { return true; }, [](const auto &) { return false; }},
                      event);
}

bool isEnd(const StreamEvent &event)
{
    return std::holds_alternative<StreamFinished>(event) || std::holds_alternative<StreamFailed>(event);
}

Error timeout(const QString &cause)
{
    return {.kind = ErrorKind::Timeout, .cause = cause};
}

} // namespace

Lane::Lane(LaneServices &services, LaneId id, RunId run, LanePlan plan, Listener listener)
    : m_services(services),
      m_run(run),
      m_plan(std::move(plan)),
      m_listener(std::move(listener)),
      m_trace(services.clock.monotonic()),
      m_builder(startRecord(id, run, m_plan, services.clock.wallTime())),
      m_deadlines(services.clock, services.limits.times(m_plan.patience),
                  [this](const QString &cause) { breakOff(timeout(cause)); }),
      m_retryTimer(services.clock.newTimer([this] { resolve(); })),
      m_drainTimer(services.clock.newTimer([this] {
          m_exchange.reset();
          m_listener.released();
      }))
{
    m_plan.request.model = m_plan.address.model;
    m_plan.request.settings = m_plan.address.settings;
}

Lane::~Lane() = default;

void Lane::begin()
{
    resolve();
}

void Lane::cancel()
{
    if (hasEnded())
        return;
    keepHeldText();
    finish(LaneOutcome::Cancelled, Error {.kind = ErrorKind::Cancelled, .cause = QStringLiteral("user")});
}

void Lane::stop(Error why)
{
    if (hasEnded())
        return;
    m_pass = {}; // it is not the server's doing
    breakOff(why);
}

/// Our own limits end a stream as a broken socket would: an end marker that was read still counts, and so does a
/// refusal whose words do not end.
void Lane::breakOff(const Error &why)
{
    const bool wasRefused = !m_decoder && m_head.status != 0 && why.kind == ErrorKind::Timeout;
    if (!m_decoder)
        return failForGood(wasRefused ? refusal() : why);
    StreamEvents events;
    m_decoder->finish(events, why);
    tell(events, m_services.clock.monotonic());
    const auto *finished = events.empty() ? nullptr : std::get_if<StreamFinished>(&events.back());
    if (!finished)
        return failForGood(why);
    complete(finished->reason);
}

/// An end marker says that everything came, not that everything could be read.
void Lane::complete(FinishReason reason)
{
    const LaneNotes &notes = m_builder.record().notes;
    for (const QString &cause : {QStringLiteral("bad_json"), QStringLiteral("schema")})
        if (!m_builder.hasContent() && hasNote(notes, cause + QStringLiteral("_skipped")))
            return failForGood({.kind = ErrorKind::MalformedStream,
                                .cause = cause,
                                .message = QStringLiteral("What could be read of the answer had no content."),
                                .httpStatus = m_head.status});
    m_builder.record().finish = m_builder.finish(reason);
    finish(LaneOutcome::Complete, {});
}

/// What an answer says that is none.
Error Lane::refusal() const
{
    return adapterFor(m_endpoint.endpoint.dialect)->describeFailure(m_head, m_failureBody);
}

/// What the decoder held back because it could have become a tag.
void Lane::keepHeldText()
{
    if (!m_decoder)
        return;
    StreamEvents events;
    m_decoder->finish(events);
    tell(events, m_services.clock.monotonic());
}

void Lane::retryNow()
{
    if (!isWaiting())
        return;
    m_retryTimer->stop();
    resolve();
}

void Lane::giveUp()
{
    if (!isWaiting())
        return;
    Error reason = *std::exchange(m_retryReason, {});
    if (reason.retryAfter) { // counted from then, not from now
        const auto waited = std::chrono::floor<std::chrono::milliseconds>(m_services.clock.monotonic() - m_refusedAt);
        reason.retryAfter = std::max(std::chrono::milliseconds(0), *reason.retryAfter - waited);
    }
    failForGood(reason);
}

void Lane::resolve()
{
    m_pending = m_services.endpoints.resolve(m_plan, m_listener.queued, [this](Result<AuthorisedEndpoint> endpoint) {
        const auto keepAlive = std::move(m_pending); // this lambda lives in it
        if (endpoint)
            send(std::move(endpoint).value());
        else
            failForGood(endpoint.error());
    });
}

void Lane::send(AuthorisedEndpoint endpoint)
{
    m_endpoint = std::move(endpoint);
    m_sent.clear();
    m_rewritten.applyTo(m_endpoint.endpoint);
    if (!m_plan.via.isEmpty())
        m_endpoint.endpoint.headers.emplace_back("via", m_plan.via);
    auto request = makeRequest(m_plan.request, m_endpoint, m_services.clock.wallTime());
    if (!request) {
        failForGood(request.error());
        return;
    }
    m_request = {.method = request.value().transport.http.method, .url = request.value().transport.http.url};
    auto pass = m_services.breakers.admit(place(), m_services.clock.monotonic());
    if (!pass) {
        failForGood(m_retryReason.value_or(pass.error()));
        return;
    }
    m_pass = std::move(pass).value();
    m_retryReason.reset();
    m_builder.record().ledger = std::move(request.value().ledger);
    m_services.transport.prepare(m_request.url, m_endpoint.caFile);
    m_trace.mark(LatencyTrace::Dequeued, m_services.clock.monotonic());
    m_deadlines.leftQueue();
    enter(LanePhase::Connecting);
    m_decoder.reset();
    m_failureBody.clear();
    m_services.bucket.requestSent(origin());
    m_exchange = m_services.transport.send(std::move(request.value().transport), *this);
    setHeldBack(m_services.isHeldBack);
}

void Lane::setHeldBack(bool held)
{
    m_isHeldBack = held;
    applyHold();
}

void Lane::setWatcherBehind(bool isBehind)
{
    m_isWatcherBehind = isBehind;
    applyHold();
}

void Lane::applyHold()
{
    const bool held = m_isHeldBack || m_isWatcherBehind;
    m_deadlines.setHeld(held);
    if (m_exchange)
        m_exchange->setReadingPaused(held);
}

void Lane::reached(TransportStep step, MonotonicTime at)
{
    switch (step) {
    case TransportStep::Connected: m_trace.mark(LatencyTrace::Connected, at); break;
    case TransportStep::TlsDone: m_trace.mark(LatencyTrace::TlsDone, at); break;
    case TransportStep::Sent:
        m_trace.mark(LatencyTrace::Sent, at);
        m_deadlines.requestSent(m_endpoint.isSlowToStart || asksForReasoning(m_plan.address.settings));
        enter(LanePhase::Waiting);
        break;
    }
}

/// Names of a split network may well lead there; whether it is the right server, its certificate says.
void Lane::noted(const DialFact &fact, MonotonicTime)
{
    if (const auto *route = std::get_if<RouteChosen>(&fact))
        m_isProxied = !route->proxy.isEmpty();
    if (m_isProxied || !isPublicName(m_request.url.host()))
        return;
    const auto *found = std::get_if<AddressesFound>(&fact);
    const auto *reached = std::get_if<TcpReached>(&fact);
    const bool isPrivate = (reached && isPrivateAddress(reached->address))
        || (found && std::any_of(found->addresses.begin(), found->addresses.end(), isPrivateAddress));
    if (isPrivate && !hasNote(m_builder.record().notes, u"dns_private")) // it is no other fact at the next step or try
        m_builder.add({StreamNote {QStringLiteral("dns_private")}});
}

void Lane::headArrived(const HttpResponseHead &head, MonotonicTime at)
{
    if (hasEnded())
        return;
    m_trace.mark(LatencyTrace::Headers, at);
    m_head = head;
    m_sent = m_exchange->takeCredentials();
    LaneRecord &record = m_builder.record();
    record.httpStatus = head.status;
    for (const char *name : {"x-request-id", "request-id", "x-amzn-requestid"}) {
        if (record.requestId.isEmpty())
            record.requestId = QString::fromUtf8(head.header(name));
    }
    if (head.status >= 300 && head.status < 400) {
        failForGood(describeRedirect(m_request.url, head));
    } else if (head.isSuccess()) {
        const Adapter *adapter = adapterFor(m_endpoint.endpoint.dialect);
        m_decoder
            = std::make_unique<StreamDecoder>(adapter->newFramer(), adapter->newReader(m_endpoint.endpoint), head);
    }
}

void Lane::bodyArrived(QByteArrayView bytes, MonotonicTime at)
{
    if (hasEnded())
        return;
    m_trace.mark(LatencyTrace::FirstByte, at);
    m_builder.record().bytesReceived += bytes.size();
    if (!m_decoder) {
        m_failureBody.append(bytes.first(qMin(bytes.size(), maxFailureBody - m_failureBody.size())));
        return;
    }
    StreamEvents events;
    m_decoder->feed(bytes, events);
    take(events, at);
}

void Lane::ended(const std::optional<Error> &error, MonotonicTime at)
{
    if (hasEnded()) { // drained
        m_drainTimer->start(std::chrono::milliseconds(0));
        return;
    }
    if (m_decoder) {
        StreamEvents events;
        m_decoder->finish(events, error);
        take(events, at);
    } else if (m_head.status != 0) {
        fail(refusal());
    } else {
        fail(error.value_or(Error {.kind = ErrorKind::Network, .cause = QStringLiteral("reset")}));
    }
}

/// Everything but the end, which laneFinished tells: an attempt that failed may yet be made again.
void Lane::tell(const StreamEvents &events, MonotonicTime at)
{
    StreamEvents told = events;
    if (!told.empty() && isEnd(told.back()))
        told.pop_back();
    m_trace.content(told, at);
    m_builder.add(events); // the end brings its reasons
    removeEchoes(told, keys());
    if (!told.empty())
        m_listener.events(told, at);
}

void Lane::take(StreamEvents &events, MonotonicTime at)
{
    const bool withContent = std::any_of(events.begin(), events.end(), isContent);
    tell(events, at);
    m_deadlines.bytesCame(withContent);
    if (withContent)
        enter(m_builder.phase());
    if (events.empty())
        return;
    if (const auto *finished = std::get_if<StreamFinished>(&events.back())) {
        complete(finished->reason);
    } else if (const auto *failed = std::get_if<StreamFailed>(&events.back())) {
        fail(failed->error);
    }
}

void Lane::fail(Error error)
{
    if (!error.httpStatus && m_head.status != 0)
        error.httpStatus = m_head.status;
    if (error.requestId.isEmpty())
        error.requestId = m_builder.record().requestId;
    removeEchoes(error, keys());
    m_deadlines.stop();
    m_exchange.reset();
    m_pending = m_services.endpoints.explain(m_endpoint.endpoint, error, [this](Error explained) {
        const auto keepAlive = std::move(m_pending);
        removeEchoes(explained, keys());
        if (!retryLater(explained))
            failForGood(std::move(explained));
    });
    if (!m_pending && !renew(error) && !rewrite(error) && !retryLater(error))
        failForGood(std::move(error));
}

/// What was made for some minutes may end early: once, another is asked for.
bool Lane::renew(const Error &error)
{
    if (error.httpStatus != 401 || !m_endpoint.forget || m_wasRenewed || m_builder.hasContent())
        return false;
    m_wasRenewed = true;
    m_endpoint.forget();
    startOver();
    resolve();
    return true;
}

/// A field whose name alone was refused is written the other way, once; a server that refuses both ways has the last
/// word.
bool Lane::rewrite(const Error &error)
{
    if (m_builder.hasContent() || !m_rewritten.take(error))
        return false;
    startOver();
    resolve();
    return true;
}

bool Lane::retryLater(const Error &error)
{
    judge(error);
    LaneRecord &record = m_builder.record();
    if (m_builder.hasContent() || !m_plan.mayRetry)
        return false;
    const auto delay = m_services.retries.delay(error, record.retries + 1, m_namedWaits);
    if (!delay || m_services.breakers.wouldRefuse(place(), m_services.clock.monotonic() + *delay)
        || !m_services.bucket.take(origin()))
        return false;
    record.retries += 1;
    m_namedWaits += RetryPolicy::namesWait(error) ? 1 : 0;
    m_retryReason = error;
    m_refusedAt = m_services.clock.monotonic();
    startOver();
    m_listener.queued({.code = QStringLiteral("retry"),
                       .done = m_builder.record().retries,
                       .total = int(delay->count()),
                       .error = error});
    m_retryTimer->start(*delay);
    return true;
}

void Lane::startOver()
{
    m_pass = {};
    m_builder.restart();
    m_decoder.reset();
    m_head = {};
    m_sent.clear();
    m_trace.restart();
    enter(LanePhase::Queued);
}

/// What the try that ends so says of the place that it went to.
void Lane::judge(const Error &error)
{
    m_pass.end(verdictOf(error, m_builder.hasContent()), m_services.clock.monotonic());
}

void Lane::failForGood(Error error)
{
    judge(error);
    const bool hasContent = m_builder.hasContent();
    if (isRetiredService(QUrl(m_endpoint.endpoint.baseUrl)))
        error.hint = retiredHint;
    finish(hasContent ? LaneOutcome::Incomplete : LaneOutcome::Failed, std::move(error));
}

void Lane::finish(LaneOutcome outcome, const std::optional<Error> &error)
{
    m_trace.mark(LatencyTrace::Ended, m_services.clock.monotonic());
    m_deadlines.stop();
    m_retryTimer->stop();
    m_retryReason.reset();
    m_pending.reset();
    if (outcome == LaneOutcome::Complete)
        m_pass.end(TryVerdict::Worked, m_services.clock.monotonic());
    else
        m_exchange.reset(); // closes the socket: nobody goes on writing for us
    m_pass = {};

    m_builder.close();
    LaneRecord &record = m_builder.record();
    endRecord(record, outcome, error);
    removeEchoes(record, keys());
    m_sent.clear();
    if (outcome == LaneOutcome::Complete || m_builder.hasContent()) {
        for (const QString &parameter : m_rewritten.names()) // it was worth remembering
            m_listener.refused(parameter);
    }
    record.timing = m_trace.timing(record.usage.output);
    record.cost = costOfLane(record, m_endpoint.endpoint.model.price);
    m_phase = LanePhase::Ended;
    m_listener.finished(record);
    m_listener = {.released = std::move(m_listener.released)}; // who followed it may go before it has drained
    m_plan.watcher.reset();
    drain();
}

void Lane::drain()
{
    m_drainTimer->start(m_exchange ? drainLimit : std::chrono::milliseconds(0));
}

void Lane::enter(LanePhase phase)
{
    if (phase == m_phase)
        return;
    m_phase = phase;
    m_listener.phaseChanged(phase, m_trace.timing({}));
}

QString Lane::origin() const
{
    return originOf(m_request.url);
}

} // namespace triptych
