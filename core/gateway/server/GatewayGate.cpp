// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/GatewayGate.h"

#include "core/gateway/server/ClientFailure.h"

#include <algorithm>

namespace triptych {

namespace {

RequestFault fault(int status, QByteArray code, QByteArray reason)
{
    return {.status = status, .reason = std::move(reason), .code = std::move(code)};
}

RequestFault faultOf(const Error &error)
{
    return fault(statusOf(error), error.cause.toUtf8(), error.message.toUtf8());
}

/// Where a client may put its token; some send an old key in one place and the token in another.
QByteArrayList tokensOf(const RequestHead &head, QByteArrayView inPath)
{
    QByteArrayList tokens;
    const QByteArray authorization = head.header("authorization");
    const QByteArray scheme = authorization.left(7).toLower();
    if (scheme == "bearer ")
        tokens += authorization.mid(scheme.size()).trimmed();
    if (const QByteArray key = head.header("x-api-key"); !key.isEmpty())
        tokens += key;
    if (!inPath.isEmpty())
        tokens += inPath.toByteArray();
    return tokens;
}

/// Programs send none of these, or say that a person wanted it. Web pages do, and one of another port of this machine
/// is one, too.
bool isFromPage(const RequestHead &head)
{
    const int sites = head.count("sec-fetch-site");
    return head.count("origin") > 0 || sites > 1 || (sites == 1 && head.header("sec-fetch-site").toLower() != "none");
}

Result<Doorkeeper::Admission> admitAny(Doorkeeper &doorkeeper, const QByteArrayList &tokens)
{
    Result<Doorkeeper::Admission> admitted
        = Error {.kind = ErrorKind::Unauthorized,
                 .cause = QStringLiteral("token"),
                 .message = QStringLiteral("A token is wanted. Make one with: triptych gateway token new")};
    for (const QByteArray &token : tokens) {
        admitted = doorkeeper.admit(token);
        if (admitted)
            break;
    }
    return admitted;
}

} // namespace

std::variant<Visit, RequestFault> GatewayGate::judge(const RequestHead &head) const
{
    if (!m_hosts.contains(head.header("host").toLower()))
        return fault(421, "host", "this gateway does not go by that name");
    if (isFromPage(head))
        return fault(403, "origin", "web pages may not use this gateway");
    if (m_via.hasPassed(head.header("via")))
        return fault(508, "loop", "the request came from this very gateway: one of its providers is itself");
    if (head.count("authorization") > 1 || head.count("x-api-key") > 1)
        return fault(400, "token", "a header that holds a token comes once");
    return letIn(head);
}

/// What is not there is told to nobody who may not come in.
std::variant<Visit, RequestFault> GatewayGate::letIn(const RequestHead &head) const
{
    const GatewayTarget target(head.target);
    Visit visit {.path = gatewayPath(target.path)};
    if (!visit.path || visit.path->scope) {
        auto admitted = admitAny(m_doorkeeper, tokensOf(head, target.token));
        if (!admitted)
            return faultOf(admitted.error());
        visit.token = std::move(admitted).value();
    }
    if (!visit.path)
        return fault(404, "not_found", "there is nothing at this address");
    if (head.method != visit.path->method)
        return fault(405, "method", "this address is asked with " + visit.path->method.toByteArray());
    if (!visit.token && head.hasBody())
        return fault(413, "body", "this address takes no body");
    if (visit.token && !visit.token->mayUse(*visit.path->scope))
        return fault(403, "token.scope", "this token does not reach this address");
    return visit;
}

QByteArrayList loopbackHosts(quint16 port)
{
    const QByteArray end = ':' + QByteArray::number(port);
    return {"127.0.0.1" + end, "localhost" + end, "[::1]" + end};
}

QByteArrayList hostsOf(const QHostAddress &address, const QByteArrayList &names, quint16 port)
{
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QByteArray numbers = address.toString().toLower().toLatin1();
    QByteArrayList hosts;
    for (const QByteArray &name : names + QByteArrayList {isV6 ? '[' + numbers + ']' : numbers}) {
        hosts += name.toLower() + ':' + QByteArray::number(port);
        if (port == 443)
            hosts += name.toLower();
    }
    return hosts;
}

} // namespace triptych
