// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/GatewayServer.h"

#include "core/base/JsonWriter.h"
#include "core/base/StrictJson.h"
#include "core/gateway/server/ClaudeProxyFront.h"
#include "core/gateway/server/ClientFailure.h"
#include "core/gateway/server/KeyedCall.h"
#include "core/gateway/server/ModelPages.h"
#include "core/gateway/server/Spending.h"
#include "core/run/EndpointSource.h"
#include "core/run/RunEngine.h"
#include "core/secret/Sodium.h"

#include <QHostAddress>

namespace triptych {

namespace {

const HttpHeaders jsonHeaders {{"content-type", "application/json"}, {"cache-control", "no-store"}};

const Front &frontOf(const GatewayPath &path)
{
    const Front *front = frontFor(QString(path.dialect));
    return front ? *front : claudeProxyFront();
}

QByteArray newCallId()
{
    return "call-" + sodium::randomBytes(12).toHex();
}

Error unreadableFault(const RequestFault &fault)
{
    const ErrorKind kind = fault.status == 401 || fault.status == 403 ? ErrorKind::Unauthorized
        : fault.status == 429                                         ? ErrorKind::RateLimited
        : fault.status >= 500                                         ? ErrorKind::ServerFault
                                                                      : ErrorKind::InvalidInput;
    return {.kind = kind,
            .cause = QString::fromUtf8(fault.code),
            .message = QString::fromUtf8(fault.reason),
            .httpStatus = fault.status};
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

GatewayServer::GatewayServer(RunEngine &engine, Clock &clock, Doorkeeper &doorkeeper, Helpers helpers,
                             const ListenerLimits &limits)
    : m_engine(engine),
      m_doorkeeper(doorkeeper),
      m_clock(clock),
      m_helpers(std::move(helpers)),
      m_gate(doorkeeper, m_via),
      m_services(std::make_shared<CallServices>(CallServices {
          .engine = engine,
          .clock = clock,
          .modelInfo = [this](const QString &provider, const QString &model) { return m_models.info(provider, model); },
          .callEnded = [this](const CallFigures &figures) { settle(figures); }})),
      m_listener(new HttpListener(
          clock,
          [this] {
              return [this, owner = std::make_shared<Owner>()](const RequestHead &head) { return judge(head, *owner); };
          },
          [this](const Client &client) { answer(client); },
          [this](const RequestFault &fault, const RequestHead *head) { return refusal(fault, head); }, limits))
{
    setConfig(GatewayConfig::standard());
}

/// Clients first, then what they waited for: all that it cost until now is told.
GatewayServer::~GatewayServer()
{
    m_listener.reset();
    while (!m_services->running.empty())
        (*m_services->running.begin())->stop();
}

Result<quint16> GatewayServer::listen(const Place &place)
{
    if (place.address.isNull())
        return listenOnLoopback(place.port);
    if (!place.certificate)
        return Error {.kind = ErrorKind::InvalidInput,
                      .cause = QStringLiteral("gateway.plain"),
                      .message = place.address.toString()};
    const auto taken = m_listener->listen(place.address, place.port, place.certificate->tls);
    if (taken)
        m_gate.setHosts(hostsOf(place.address, place.certificate->names + place.names, taken.value()));
    return taken;
}

/// Both have the same port, so that "localhost" works whichever comes first. A machine without IPv6 does without the
/// second.
Result<quint16> GatewayServer::listenOnLoopback(quint16 port)
{
    const auto taken = m_listener->listen(QHostAddress(QHostAddress::LocalHost), port);
    if (!taken)
        return taken;
    const auto second = m_listener->listen(QHostAddress(QHostAddress::LocalHostIPv6), taken.value());
    if (!second && port != 0 && second.error().hint == QLatin1String("in_use"))
        return second;
    m_gate.setHosts(loopbackHosts(taken.value()));
    return taken;
}

void GatewayServer::setConfig(const GatewayConfig &config)
{
    m_routes = Routes(config.routes);
    m_streamsPerToken = config.streamsPerToken;
    m_connectionsPerToken = config.connectionsPerToken;
    m_services->streamsPerProvider = config.streamsPerProvider;
}

std::optional<RequestFault> GatewayServer::judge(const RequestHead &head, Owner &owner)
{
    const auto verdict = m_gate.judge(head);
    if (const auto *fault = std::get_if<RequestFault>(&verdict))
        return *fault;
    const auto &token = std::get<Visit>(verdict).token;
    if (!token || token->id == owner.token)
        return {};
    auto place = m_owners.take(token->id, m_connectionsPerToken);
    if (!place)
        return RequestFault {429, "this token has as many connections open as it may", "connections"};
    owner = {token->id, std::move(place)};
    return {};
}

std::pair<HttpHeaders, QByteArray> GatewayServer::refusal(const RequestFault &fault, const RequestHead *head) const
{
    const GatewayPath *path = head ? gatewayPath(GatewayTarget(head->target).path) : nullptr;
    const Front &front = path ? frontOf(*path) : *frontFor(u"openai-chat");
    const Error error = unreadableFault(fault);
    HttpHeaders headers = jsonHeaders;
    for (HttpHeader &header : failureHeaders(fault.status, error))
        headers.push_back(std::move(header));
    if (fault.status == 405 && path)
        headers.emplace_back("allow", path->method.toByteArray());
    return {headers, front.failure(error, fault.status)};
}

/// Judged again, since much may have happened while the body came.
void GatewayServer::answer(const Client &client)
{
    const auto verdict = m_gate.judge(client->head());
    if (const auto *visit = std::get_if<Visit>(&verdict))
        return serve(client, *visit);
    const auto &fault = std::get<RequestFault>(verdict);
    const auto [headers, body] = refusal(fault, &client->head());
    client->reply(fault.status, headers, body);
}

void GatewayServer::serve(const Client &client, const Visit &visit)
{
    const auto reply = [&client](const QByteArray &body) { client->reply(200, jsonHeaders, body); };
    const auto pages = [this, &visit] { return ModelPages(m_models, m_routes, *visit.token); };
    switch (visit.path->task) {
    case GatewayTask::Health: return reply(R"({"status":"ok"})");
    case GatewayTask::Metrics:
        return client->reply(200, {{"content-type", "text/plain; version=0.0.4; charset=utf-8"}}, m_helpers.metrics());
    case GatewayTask::Call: return call(client, visit);
    case GatewayTask::CountTokens: return countTokens(client, visit);
    case GatewayTask::Models:
        return reply(client->head().header("anthropic-version").isEmpty() ? pages().openAi() : pages().anthropic());
    case GatewayTask::OllamaTags: return reply(pages().ollamaTags());
    case GatewayTask::OllamaShow: return show(client, visit);
    case GatewayTask::OllamaVersion: return reply(R"({"version":"0.13.3"})");
    }
}

void GatewayServer::call(const Client &client, const Visit &visit)
{
    auto order = orderFor(client, visit);
    if (!order)
        return fail(client, *visit.path, order.error());
    if (!client->head().header("idempotency-key").isEmpty())
        return callOnce(client, visit, std::move(order).value());
    auto channel = std::make_shared<AnswerChannel>();
    channel->add(client);
    start(std::move(order).value(), channel);
}

void GatewayServer::start(CallOrder order, const std::shared_ptr<AnswerChannel> &channel)
{
    const auto reserved = setAside(order);
    if (!reserved) {
        const int status = statusOf(reserved.error());
        return channel->reply(status, jsonHeaders, order.front->failure(reserved.error(), status));
    }
    order.reservedUsd = reserved.value();
    std::make_shared<GatewayCall>(m_services, std::move(order), channel)->start();
}

/// The money of a token that has not all of it.
Result<double> GatewayServer::setAside(const CallOrder &order) const
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

void GatewayServer::settle(const CallFigures &figures) const
{
    m_doorkeeper.settle(figures.token, figures.reservedUsd, figures.spentUsd);
    m_helpers.callEnded(figures);
}

void GatewayServer::callOnce(const Client &client, const Visit &visit, CallOrder order)
{
    if (!m_helpers.idempotency)
        return fail(client, *visit.path, noIdempotency());
    const auto key = idempotencyKey(order.token.id, QString::fromLatin1(visit.path->path),
                                    client->head().header("idempotency-key"));
    if (!key)
        return fail(client, *visit.path, key.error());
    const auto shared = std::make_shared<CallOrder>(std::move(order));
    m_helpers.idempotency->begin(key.value(), bodyHash(client->body()), this,
                                 [this, client, shared](Idempotency::Verdict verdict) {
                                     decided(client, std::move(*shared), std::move(verdict));
                                 });
}

void GatewayServer::decided(const Client &client, CallOrder order, Idempotency::Verdict verdict)
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
                          join.call->join(client);
                      },
                      [&](StoredAnswer &answer) {
                          m_helpers.keyUsed("replayed");
                          answer.headers.emplace_back("idempotent-replayed", "true");
                          client->reply(answer.status, answer.headers, answer.body);
                      },
                      [&](Error &error) {
                          m_helpers.keyUsed("refused");
                          fail(client, path, error);
                      }},
               verdict);
}

Result<CallOrder> GatewayServer::orderFor(const Client &client, const Visit &visit)
{
    CallOrder order {.path = visit.path, .front = &frontOf(*visit.path), .token = *visit.token, .id = newCallId()};
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
Result<RoutePlan> GatewayServer::planFor(const QString &name, const TokenClaims &token)
{
    const Routes::Senses senses {.isKnown
                                 = [this](const QString &provider) { return m_models.providers.contains(provider); },
                                 .isHealthy = [this](const QString &provider) { return m_engine.isHealthy(provider); }};
    const double chance = std::uniform_real_distribution<double>(0, 1)(m_chance);
    auto plan = m_routes.plan(name, senses, chance);
    if (!plan && name == QLatin1String("claude") && !m_models.firstOf(QStringLiteral("anthropic")).isEmpty())
        plan = RoutePlan {.lanes = {{.provider = QStringLiteral("anthropic"),
                                     .model = m_models.firstOf(QStringLiteral("anthropic"))}}};
    if (!plan || token.mayAsk(name))
        return plan;
    std::erase_if(plan.value().lanes, [&token](const LaneAddress &lane) { return !token.mayAsk(lane.name()); });
    if (plan.value().lanes.empty())
        return mayNotAsk(name);
    return plan;
}

void GatewayServer::countTokens(const Client &client, const Visit &visit)
{
    const auto order = orderFor(client, visit);
    if (!order)
        return fail(client, *visit.path, order.error());
    const ChatRequest chat = order.value().request.chat;
    const auto reply = [client, chat](std::optional<qint64> tokens) {
        JsonWriter json;
        json.beginObject().member(u"input_tokens", tokens.value_or(estimatedTokens(chat))).endObject();
        client->reply(200, jsonHeaders, json.take().bytes);
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

void GatewayServer::show(const Client &client, const Visit &visit) const
{
    JsonParser parser;
    const JsonValue root = parser.parse(client->body());
    const QString name = root["model"].isString() ? root["model"].text() : root["name"].text();
    if (name.isEmpty())
        return fail(client, *visit.path,
                    {.kind = ErrorKind::InvalidInput,
                     .cause = QStringLiteral("request"),
                     .message = QStringLiteral("an object with \"model\" is wanted")});
    const auto page = ModelPages(m_models, m_routes, *visit.token).ollamaShow(name);
    if (page)
        return client->reply(200, jsonHeaders, *page);
    fail(client, *visit.path,
         {.kind = ErrorKind::InvalidInput,
          .cause = QStringLiteral("model_not_found"),
          .message = QStringLiteral("model '%1' not found").arg(name.left(200))});
}

void GatewayServer::fail(const Client &client, const GatewayPath &path, const Error &error) const
{
    const int status = statusOf(error);
    HttpHeaders headers = jsonHeaders;
    for (HttpHeader &header : failureHeaders(status, error))
        headers.push_back(std::move(header));
    client->reply(status, headers, frontOf(path).failure(error, status));
}

} // namespace triptych
