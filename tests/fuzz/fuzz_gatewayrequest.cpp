// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/StrictJson.h"
#include "core/dialects/Front.h"
#include "core/gateway/server/ClaudeProxyFront.h"
#include "core/gateway/server/GatewayGate.h"

using namespace triptych;

namespace {

constexpr quint16 port = 8000;

/// Knows the token "good".
class OneToken final : public Doorkeeper
{
public:
    Result<Admission> admit(QByteArrayView token) override
    {
        if (token == "good")
            return m_good;
        return Error {.kind = ErrorKind::Unauthorized, .cause = QStringLiteral("token")};
    }
    Result<> reserve(const TokenClaims &, double) override { return Done(); }
    void settle(const TokenClaims &, double, double) override {}

private:
    Admission m_good = std::make_shared<TokenClaims>(TokenClaims {.id = QStringLiteral("good")});
};

/// What a connection comes to, up to its first fault.
struct Outcome
{
    std::vector<RequestHead> heads;
    QByteArrayList bodies;
    std::optional<RequestFault> fault;
};

void readOn(RequestParser &parser, Outcome &outcome)
{
    for (; parser.state() == RequestParser::State::Whole; parser.next()) {
        outcome.heads.push_back(parser.head());
        outcome.bodies += parser.body();
    }
    if (parser.state() == RequestParser::State::Failed)
        outcome.fault = parser.fault();
}

Outcome read(const QByteArray &wire, qsizetype step)
{
    RequestParser parser;
    Outcome outcome;
    for (qsizetype at = 0; at < wire.size() && !outcome.fault; at += step) {
        parser.feed(QByteArrayView(wire).sliced(at, qMin(step, wire.size() - at)));
        readOn(parser, outcome);
    }
    return outcome;
}

/// Of several faults it depends on the cut which one is seen first.
bool isSame(const Outcome &one, const Outcome &two)
{
    const auto isSameHead = [](const RequestHead &head, const RequestHead &other) {
        return head.method == other.method && head.target == other.target && head.headers == other.headers;
    };
    return one.fault.has_value() == two.fault.has_value() && one.bodies == two.bodies
        && std::equal(one.heads.begin(), one.heads.end(), two.heads.begin(), two.heads.end(), isSameHead);
}

void checkFault(const RequestFault &fault)
{
    if (fault.status < 400 || fault.status > 599 || fault.reason.contains('\n') || fault.code.isEmpty())
        qFatal("a refusal that says nothing");
}

/// The gate's rules said again, in other words: nobody passes who names another host, is a page or has no token.
void checkVisit(const RequestHead &head, const Visit &visit)
{
    if (head.count("host") != 1 || !loopbackHosts(port).contains(head.header("host").toLower()))
        qFatal("let in under another name");
    if (head.count("origin") > 0)
        qFatal("let in a page");
    const bool hasToken = head.header("authorization").contains("good") || head.header("x-api-key") == "good"
        || head.target.startsWith("/t/good/");
    if (visit.path->scope && !(visit.token && hasToken))
        qFatal("let in without a token");
    if (head.method != visit.path->method)
        qFatal("let in by another method");
}

void readBody(const GatewayPath &path, const QByteArray &body)
{
    const Front *known = frontFor(QString(path.dialect));
    const Front &front = known ? *known : claudeProxyFront();
    const auto request = front.read(body);
    if (request) {
        if (request.value().chat.model.isEmpty())
            qFatal("a request for no model");
        return;
    }
    JsonParser parser;
    if (request.error().message.isEmpty() || !parser.parse(front.failure(request.error(), 400)).isObject())
        qFatal("a fault that no client can read");
}

void visit(const RequestHead &head, const QByteArray &body)
{
    OneToken doorkeeper;
    const Via via(QByteArrayLiteral("0123456789abcdef"));
    GatewayGate gate(doorkeeper, via);
    gate.setHosts(loopbackHosts(port));
    const auto verdict = gate.judge(head);
    if (const auto *fault = std::get_if<RequestFault>(&verdict))
        return checkFault(*fault);
    const auto &visit = std::get<Visit>(verdict);
    checkVisit(head, visit);
    if (visit.path->task == GatewayTask::Call || visit.path->task == GatewayTask::CountTokens)
        readBody(*visit.path, body);
}

} // namespace

/// What a client sends, up to where a lane would begin; {PORT} stands for the gateway's. However it is cut, it must be
/// the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    QByteArray wire(reinterpret_cast<const char *>(data), qsizetype(size));
    wire.replace("{PORT}", QByteArray::number(port));
    const Outcome whole = read(wire, wire.size());
    if (!isSame(whole, read(wire, 1 + qsizetype(size % 64))))
        qFatal("one client read in two ways");
    for (size_t i = 0; i < whole.heads.size(); ++i)
        visit(whole.heads[i], whole.bodies[qsizetype(i)]);
    if (whole.fault)
        checkFault(*whole.fault);
    return 0;
}
