// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/CallDesk.h"

#include "core/base/JsonWriter.h"
#include "core/gateway/server/ClientFailure.h"
#include "core/gateway/server/GatewayPath.h"
#include "core/gateway/server/KeyedCall.h"
#include "core/gateway/server/Spending.h"
#include "core/run/EndpointSource.h"
#include "core/run/RunEngine.h"
#include "core/secret/Sodium.h"

namespace triptych {

namespace {

QByteArray newCallId()
{
    return "call-" + sodium::randomBytes(12).toHex();
}

Error mayNotAsk(const QString &model)
{
    return {.kind = ErrorKind::Unauthorized,
            .cause = QStringLiteral("token.models"),
            .message = QStringLiteral("This token may not ask the model \"%1\".").arg(model.left(200)),
            .httpStatus = 403,
            .parameter = QStringLiteral("model")};
}

Error priceUnknown(const LaneAddress &lane)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("budget.price"),
            .message = QStringLiteral("This token has a spend cap, and what %1 costs is not known.").arg(lane.name()),
            .parameter = QStringLiteral("model")};
}

Error noIdempotency()
{
    return {.kind = ErrorKind::Storage,
            .cause = QStringLiteral("idempotency"),
            .message = QStringLiteral("This gateway remembers no idempotency keys.")};
}

Error tooManyStreams()
{
    return {.kind = ErrorKind::RateLimited,
            .cause = QStringLiteral("streams"),
            .message = QStringLiteral("This token has as many answers under way as it may."),
            .retryAfter = std::chrono::seconds(1)};
}

} // namespace

CallDesk::CallDesk(RunEngine &engine, Clock &clock, Doorkeeper &doorkeeper, const Via &via, const ReplyDesk &replies,
                   const GatewayHelpers &helpers)
    : m_engine(engine),
      m_clock(clock),
      m_doorkeeper(doorkeeper),
      m_via(via),
      m_replies(replies),
      m_helpers(helpers),
      m_services(std::make_shared<CallServices>(CallServices {
          .engine = engine,
          .clock = clock,
          .modelInfo = [this](const QString &provider, const QString &model) { return m_models.info(provider, model); },
          .callEnded = [this](const CallFigures &figures) { settle(figures); }}))
{}

CallDesk::~CallDesk()
{
    while (!m_services->running.empty())
        (*m_services->running.begin())->stop();
}

void CallDesk::setConfig(const GatewayConfig &config)
{
    m_routes = Routes(config.routes);
    m_streamsPerToken = config.streamsPerToken;
    m_services->streamsPerProvider = config.streamsPerProvider;
}

void CallDesk::call(const Client &client, const Visit &visit)
{
    auto order = orderFor(client, visit);
    if (!order)
        return m_replies.fail(client, *visit.path, order.error());
    if (!client->head().header("idempotency-key").isEmpty())
        return callOnce(client, std::move(order).value());
    auto channel = std::make_shared<AnswerChannel>();
    channel->add(client);
    start(std::move(order).value(), channel);
}

void CallDesk::start(CallOrder order, const std::shared_ptr<AnswerChannel> &channel)
{
    const auto reserved = setAside(order);
    if (!reserved) {
        const int status = statusOf(reserved.error());
        const auto [headers, text] = failureReply(*order.front, status, reserved.error());
        m_replies.count(order.path, order.path->method.toByteArray(), status, m_clock.monotonic() - order.arrived);
        return channel->reply(status, headers, text);
    }
    order.reservedUsd = reserved.value();
    std::make_shared<GatewayCall>(m_services, std::move(order), channel)->start();
}

/// The money of a token that has not all of it.
Result<double> CallDesk::setAside(const CallOrder &order) const
{
    if (!order.token.budgetUsd)
        return 0.0;
    const LaneAddress &lane = order.plan.lanes.front();
    const auto cost = mostlyCosts(order.request.chat, m_models.info(lane.provider, lane.model));
    if (!cost)
        return priceUnknown(lane);
    const auto reserved = m_doorkeeper.reserve(order.token, *cost);
    return reserved ? Result(*cost) : reserved.error();
}

void CallDesk::settle(const CallFigures &figures) const
{
    m_doorkeeper.settle(figures.token, figures.reservedUsd, figures.spentUsd);
    m_helpers.callEnded(figures);
}

void CallDesk::callOnce(const Client &client, CallOrder order)
{
    const GatewayPath &path = *order.path;
    if (!m_helpers.idempotency)
        return m_replies.fail(client, path, noIdempotency());
    const auto key
        = idempotencyKey(order.token.id, QString::fromLatin1(path.path), client->head().header("idempotency-key"));
    if (!key)
        return m_replies.fail(client, path, key.error());
    const auto shared = std::make_shared<CallOrder>(std::move(order));
    m_helpers.idempotency->begin(key.value(), bodyHash(client->body()), this,
                                 [this, client, shared](Idempotency::Verdict verdict) {
                                     decided(client, std::move(*shared), std::move(verdict));
                                 });
}

void CallDesk::decided(const Client &client, CallOrder order, Idempotency::Verdict verdict)
{
    const GatewayPath &path = *order.path;
    std::visit(Match {[&](Idempotency::Run &run) {
                          m_helpers.keyUsed("run");
                          const auto channel = std::make_shared<AnswerChannel>();
                          KeyedCall::keep(channel, std::move(run.ticket));
                          channel->add(client);
                          start(std::move(order), channel);
                      },
                      [&](Idempotency::Join &join) {
                          m_helpers.keyUsed("joined");
                          m_replies.count(&path, client->head().method, 200, m_clock.monotonic() - client->arrived());
                          join.call->join(client);
                      },
                      [&](StoredAnswer &answer) {
                          m_helpers.keyUsed("replayed");
                          answer.headers.emplace_back("idempotent-replayed", "true");
                          m_replies.reply(client, path, answer.status, answer.headers, answer.body);
                      },
                      [&](Error &error) {
                          m_helpers.keyUsed("refused");
                          m_replies.fail(client, path, error);
                      }},
               verdict);
}

Result<CallOrder> CallDesk::orderFor(const Client &client, const Visit &visit)
{
    CallOrder order {.path = visit.path, .front = &visit.path->front(), .token = *visit.token, .id = newCallId()};
    order.arrived = client->arrived();
    order.place = m_tokens.take(visit.token->id, m_streamsPerToken);
    if (!order.place)
        return tooManyStreams();
    auto request = order.front->read(client->body());
    if (!request)
        return request.error();
    order.request = std::move(request).value();
    auto plan = planFor(order.request.chat.model, *visit.token);
    if (!plan)
        return plan.error();
    order.plan = std::move(plan).value();
    order.via = m_via.onward(client->head().header("via"));
    if (order.request.isStreamed && visit.path->dialect == QLatin1String("anthropic"))
        order.inputEstimate = estimatedTokens(order.request.chat);
    return order;
}

/// A token that may ask for a name may ask whatever that leads to; else those lanes that it may ask by their own names.
Result<RoutePlan> CallDesk::planFor(const QString &name, const TokenClaims &token)
{
    const Routes::Senses senses {.isKnown
                                 = [this](const QString &provider) { return m_models.providers.contains(provider); },
                                 .isHealthy = [this](const QString &provider) { return m_engine.isHealthy(provider); }};
    const double chance = std::uniform_real_distribution<double>(0, 1)(m_chance);
    auto plan = m_routes.plan(name, senses, chance);
    const QString claude = m_models.firstModels.value(QStringLiteral("anthropic"));
    if (!plan && name == QLatin1String("claude") && !claude.isEmpty())
        plan = RoutePlan {.lanes = {{.provider = QStringLiteral("anthropic"), .model = claude}}};
    if (!plan || token.mayAsk(name))
        return plan;
    std::erase_if(plan.value().lanes, [&token](const LaneAddress &lane) { return !token.mayAsk(lane.name()); });
    if (plan.value().lanes.empty())
        return mayNotAsk(name);
    return plan;
}

void CallDesk::countTokens(const Client &client, const Visit &visit)
{
    const auto order = orderFor(client, visit);
    if (!order)
        return m_replies.fail(client, *visit.path, order.error());
    const ChatRequest chat = order.value().request.chat;
    const auto reply = [this, client, chat, path = visit.path](std::optional<qint64> tokens) {
        JsonWriter json;
        json.beginObject().member(u"input_tokens", tokens.value_or(estimatedTokens(chat))).endObject();
        m_replies.json(client, *path, json.take().bytes);
    };
    if (!m_helpers.countTokens)
        return reply({});
    LanePlan lane {.address = order.value().plan.lanes.front(), .request = chat, .mayWait = false};
    lane.usesLease = true;
    lane.via = order.value().via;
    const auto pending = std::make_shared<std::unique_ptr<Pending>>();
    *pending = m_helpers.countTokens(std::move(lane), [reply, pending](std::optional<qint64> tokens) {
        const auto last = std::move(*pending);
        reply(tokens);
    });
    if (!*pending)
        reply({});
}

} // namespace triptych
