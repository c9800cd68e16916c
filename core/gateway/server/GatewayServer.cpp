// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/GatewayServer.h"

#include "core/base/StrictJson.h"
#include "core/gateway/metrics/MetricText.h"
#include "core/gateway/server/ModelPages.h"

#include <QHostAddress>

namespace triptych {

namespace {

Error errorOf(const RequestFault &fault)
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

} // namespace

GatewayServer::GatewayServer(RunEngine &engine, Clock &clock, Doorkeeper &doorkeeper, GatewayHelpers helpers,
                             const ListenerLimits &limits)
    : m_helpers(std::move(helpers)),
      m_gate(doorkeeper, m_via),
      m_replies(clock, m_helpers),
      m_calls(engine, clock, doorkeeper, m_via, m_replies, m_helpers),
      m_listener(
          clock,
          [this] {
              return [this, owner = std::make_shared<Owner>()](const RequestHead &head) { return judge(head, *owner); };
          },
          [this](const Client &client) { answer(client); },
          [this](const RequestFault &fault, const RequestHead *head) { return refusal(fault, head); }, limits)
{
    setConfig(GatewayConfig::standard());
}

GatewayServer::~GatewayServer() = default;

Result<quint16> GatewayServer::listen(const Place &place)
{
    if (place.address.isNull())
        return listenOnLoopback(place.port);
    if (!place.certificate)
        return Error {.kind = ErrorKind::InvalidInput,
                      .cause = QStringLiteral("gateway.plain"),
                      .message = place.address.toString()};
    const auto taken = m_listener.listen(place.address, place.port, place.certificate->tls);
    if (taken)
        m_gate.setHosts(hostsOf(place.address, place.certificate->names + place.names, taken.value()));
    return taken;
}

/// Both have the same port, so that "localhost" works whichever comes first. A machine without IPv6 does without the
/// second.
Result<quint16> GatewayServer::listenOnLoopback(quint16 port)
{
    const auto taken = m_listener.listen(QHostAddress(QHostAddress::LocalHost), port);
    if (!taken)
        return taken;
    const auto second = m_listener.listen(QHostAddress(QHostAddress::LocalHostIPv6), taken.value());
    if (!second && port != 0 && second.error().hint == QLatin1String("in_use"))
        return second;
    m_gate.setHosts(loopbackHosts(taken.value()));
    return taken;
}

void GatewayServer::setConfig(const GatewayConfig &config)
{
    m_connectionsPerToken = config.connectionsPerToken;
    m_calls.setConfig(config);
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
    auto reply = failureReply(path ? path->front() : *frontFor(u"openai-chat"), fault.status, errorOf(fault));
    if (fault.status == 405 && path)
        reply.first.emplace_back("allow", path->method.toByteArray());
    m_replies.count(path, head ? head->method : QByteArray(), fault.status, {});
    return reply;
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
    const GatewayPath &path = *visit.path;
    const auto reply = [&](const QByteArray &body) { m_replies.json(client, path, body); };
    const auto pages = [this, &visit] { return ModelPages(m_calls.models(), m_calls.routes(), *visit.token); };
    switch (path.task) {
    case GatewayTask::Health: return reply(R"({"status":"ok"})");
    case GatewayTask::Metrics:
        return m_replies.reply(client, path, 200, {{"content-type", metric_text::contentType}}, m_helpers.metrics());
    case GatewayTask::Call: return m_calls.call(client, visit);
    case GatewayTask::CountTokens: return m_calls.countTokens(client, visit);
    case GatewayTask::Models:
        return reply(client->head().header("anthropic-version").isEmpty() ? pages().openAi() : pages().anthropic());
    case GatewayTask::OllamaTags: return reply(pages().ollamaTags());
    case GatewayTask::OllamaShow: return show(client, visit);
    case GatewayTask::OllamaVersion: return reply(R"({"version":"0.13.3"})");
    }
}

void GatewayServer::show(const Client &client, const Visit &visit) const
{
    JsonParser parser;
    const JsonValue root = parser.parse(client->body());
    const QString name = root["model"].isString() ? root["model"].text() : root["name"].text();
    if (name.isEmpty())
        return m_replies.fail(client, *visit.path,
                              {.kind = ErrorKind::InvalidInput,
                               .cause = QStringLiteral("request"),
                               .message = QStringLiteral("an object with \"model\" is wanted")});
    const auto page = ModelPages(m_calls.models(), m_calls.routes(), *visit.token).ollamaShow(name);
    if (page)
        return m_replies.json(client, *visit.path, *page);
    m_replies.fail(client, *visit.path,
                   {.kind = ErrorKind::InvalidInput,
                    .cause = QStringLiteral("model_not_found"),
                    .message = QStringLiteral("model '%1' not found").arg(name.left(200))});
}

} // namespace triptych
