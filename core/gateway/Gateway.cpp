// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/Gateway.h"

#include "core/base/JsonWriter.h"
#include "core/gateway/idempotency/RedisAnswers.h"
#include "core/gateway/idempotency/SqliteAnswers.h"
#include "core/gateway/tokens/PublicKeys.h"
#include "core/run/EndpointSource.h"
#include "core/run/RunEngine.h"

namespace triptych {

namespace {

double inMs(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

template<typename T>
void writeKnown(JsonWriter &json, QStringView key, const std::optional<T> &figure)
{
    if (figure)
        json.member(key, *figure);
}

QByteArray figuresJson(const CallFigures &call)
{
    JsonWriter json;
    json.beginObject().member(u"spentUsd", call.spentUsd);
    writeKnown(json, u"input", call.lane.usage.input);
    writeKnown(json, u"output", call.lane.usage.output);
    writeKnown(json, u"cachedInput", call.lane.usage.cachedInput);
    writeKnown(json, u"reasoning", call.lane.usage.reasoning);
    writeKnown(json, u"firstByteMs", call.lane.timing.firstByteMs);
    writeKnown(json, u"firstReasoningMs", call.lane.timing.firstReasoningMs);
    writeKnown(json, u"firstTextMs", call.lane.timing.firstTextMs);
    writeKnown(json, u"totalMs", call.lane.timing.totalMs);
    json.member(u"overheadMs", inMs(call.overhead)).member(u"durationMs", inMs(call.duration)).endObject();
    return json.take().bytes;
}

} // namespace

/// Who may come in, and with what money.
class Gateway::Door final : public Doorkeeper
{
public:
    Door(TokenDesk &desk, TokenBook &book) : m_desk(desk), m_book(book) {}

    Result<Admission> admit(QByteArrayView token) override
    {
        auto claims = m_desk.admit(token);
        if (!claims)
            return claims.error();
        return std::make_shared<const TokenClaims>(std::move(claims).value());
    }
    Result<> reserve(const TokenClaims &token, double usd) override { return m_book.reserve(token, usd); }
    void settle(const TokenClaims &token, double reservedUsd, double spentUsd) override
    {
        if (token.budgetUsd && reservedUsd > 0)
            m_book.settle(token, reservedUsd, spentUsd);
        else
            m_book.used(token, spentUsd);
    }

private:
    TokenDesk &m_desk;
    TokenBook &m_book;
};

Gateway::Gateway(RunEngine &engine, Setup setup)
    : m_engine(engine),
      m_setup(std::move(setup)),
      m_clock(*m_setup.clock),
      m_book(m_setup.databaseFile, m_setup.clock),
      m_desk(m_book, m_setup.clock),
      m_calls(m_setup.databaseFile, m_clock),
      m_store(m_clock, answers(m_setup.databaseFile, std::move(m_setup.redis))),
      m_idempotency(m_clock, m_store),
      m_door(std::make_unique<Door>(m_desk, m_book)),
      m_server(engine, m_clock, *m_door, helpers())
{
    qRegisterMetaType<LoggedCall>();
    reloadKeys();
    connect(&m_book, &TokenBook::problem, this, &Gateway::problem);
    connect(&m_calls, &CallLog::problem, this, &Gateway::problem);
    connect(&m_idempotency, &Idempotency::answerNotKept, this, &Gateway::problem);
    connect(&m_store, &IdempotencyStore::sweepFailed, this, &Gateway::problem);
}

Gateway::~Gateway() = default;

IdempotencyStore::Opener Gateway::answers(const QString &databaseFile, std::optional<RedisAddress> redis) const
{
    if (redis) {
        auto shared = std::make_shared<RedisAddress>(std::move(*redis));
        return [shared]() -> Result<std::unique_ptr<AnswerTable>> {
            RedisAddress address {.host = shared->host, .port = shared->port, .database = shared->database};
            address.user = shared->user.share();
            address.password = shared->password.share();
            return std::unique_ptr<AnswerTable>(new RedisAnswers(std::move(address), {}));
        };
    }
    return [databaseFile]() -> Result<std::unique_ptr<AnswerTable>> {
        auto database = GatewayDatabase::open(databaseFile);
        if (!database)
            return database.error();
        return std::unique_ptr<AnswerTable>(new SqliteAnswers(std::move(database).value(), {}));
    };
}

GatewayHelpers Gateway::helpers()
{
    return {.countTokens = m_setup.countTokens,
            .metrics = [this] { return metricsText(); },
            .callEnded = [this](const CallFigures &figures) { ended(figures); },
            .requestEnded = [this](const RequestFigures &figures) { m_metrics.requestEnded(figures); },
            .keyUsed = [this](const char *result) { ++m_keyResults[QString::fromLatin1(result)]; },
            .idempotency = &m_idempotency};
}

void Gateway::reloadKeys()
{
    const PublicKeys keys = readPublicKeys(m_setup.keysFolder);
    for (const Error &fault : keys.faults)
        Q_EMIT problem(fault);
    auto verifier = TokenVerifier::of(keys.pems);
    if (!verifier) // each was found sound when it was read
        return Q_EMIT problem(verifier.error());
    m_keys = int(keys.pems.size());
    m_desk.setVerifier(std::move(verifier).value());
}

Gateway::Status Gateway::status() const
{
    return {.running = m_server.callsRunning(), .connections = m_server.connections(), .keys = m_keys};
}

void Gateway::ended(const CallFigures &figures)
{
    LaneRecord lane = figures.lane;
    if (!lane.cost.usd && figures.spentUsd > 0)
        lane.cost = {.usd = figures.spentUsd, .source = CostSource::Computed};
    m_metrics.callEnded({.route = QString::fromLatin1(figures.path->path),
                         .method = QString::fromLatin1(figures.path->method),
                         .status = figures.status,
                         .duration = figures.duration},
                        lane, figures.overhead);
    m_seen[figures.token.id]
        = {.id = figures.token.id, .label = figures.token.label, .budgetUsd = figures.token.budgetUsd};
    LoggedCall call {.endedAt = m_clock.wallTime(),
                     .token = figures.token.id,
                     .route = QString::fromLatin1(figures.path->path),
                     .asked = figures.asked,
                     .lane = lane.provider.isEmpty() ? QString() : lane.name(),
                     .outcome = outcomeName(lane.outcome),
                     .cause = lane.cause,
                     .status = figures.status,
                     .figures = figuresJson(figures)};
    Q_EMIT callEnded(call);
    m_calls.add(std::move(call));
}

QByteArray Gateway::metricsText()
{
    GatewayState state {.activeRequests = qint64(m_server.callsRunning()),
                        .openConnections = m_server.connections(),
                        .streams = m_server.streams().all(),
                        .idempotency = m_keyResults,
                        .tokenCacheHits = m_desk.hits(),
                        .tokenCacheMisses = m_desk.misses()};
    for (auto &[id, token] : m_seen) {
        if (const auto spent = m_book.spentUsd(id)) // else what was known last
            token.spentUsd = spent.value();
        state.tokens.push_back(token);
    }
    for (const auto &[place, isOpen, isProbing] : m_engine.breakers())
        state.breakers.push_back({.provider = place.provider,
                                  .origin = place.origin,
                                  .state = isProbing ? BreakerState::Probing
                                      : isOpen       ? BreakerState::Open
                                                     : BreakerState::Closed});
    return m_metrics.text(state, ProcessFigures::read());
}

} // namespace triptych
