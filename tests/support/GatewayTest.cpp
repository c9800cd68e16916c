// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayTest.h"

#include "core/net/HttpFraming.h"

#include <QJsonDocument>
#include <QTest>

namespace triptych {

Result<Doorkeeper::Admission> TestDoorkeeper::admit(QByteArrayView token)
{
    const auto found = known.find(token.toByteArray());
    if (found == known.end())
        return Error {
            .kind = ErrorKind::Unauthorized, .cause = QStringLiteral("token"), .message = QStringLiteral("?")};
    return *found;
}

Result<> TestDoorkeeper::reserve(const TokenClaims &, double usd)
{
    if (left && *left < usd)
        return Error {
            .kind = ErrorKind::RateLimited, .cause = QStringLiteral("budget"), .message = QStringLiteral("$")};
    return Done();
}

void TestDoorkeeper::settle(const TokenClaims &, double, double spentUsd)
{
    spent.push_back(spentUsd);
}

QJsonObject ClientAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QByteArrayList ClientAnswer::data() const
{
    QByteArrayList lines;
    for (const QByteArray &line : body.split('\n'))
        if (line.startsWith("data: "))
            lines += line.mid(6);
    return lines;
}

void GatewayTest::init()
{
    RunEngineTest::init();
    m_calls.clear();
    m_requests.clear();
    m_doorkeeper = {};
    m_doorkeeper.known.insert("good", token(QStringLiteral("good")));
    m_gateway = std::make_unique<GatewayServer>(
        *m_engine, *m_clock, m_doorkeeper,
        GatewayHelpers {.metrics = [] { return QByteArray("up 1\n"); },
                        .callEnded = [this](const CallFigures &figures) { m_calls.push_back(figures); },
                        .requestEnded = [this](const RequestFigures &figures) { m_requests.push_back(figures); },
                        .keyUsed = [this](const char *result) { m_keyResults += result; },
                        .idempotency = idempotency()});
    GatewayModels models {.providers = {QStringLiteral("one"), QStringLiteral("two")}};
    models.models = {{QStringLiteral("one"), {.id = QStringLiteral("m"), .contextTokens = 4'096}},
                     {QStringLiteral("two"), {.id = QStringLiteral("n")}}};
    for (const ListedModel &model : models.models)
        models.infos.insert(model.name(), model.info);
    m_gateway->setModels(models);
    const auto port = m_gateway->listen({});
    QVERIFY(port);
    m_port = port.value();
}

void GatewayTest::cleanup()
{
    m_gateway.reset();
    RunEngineTest::cleanup();
}

std::shared_ptr<const TokenClaims> GatewayTest::token(const QString &id)
{
    return std::make_shared<TokenClaims>(TokenClaims {.id = id, .label = id});
}

std::unique_ptr<QTcpSocket> GatewayTest::client() const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress::LocalHost, m_port);
    [&] { QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState); }();
    return socket;
}

QByteArray GatewayTest::request(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                                const QByteArray &more) const
{
    QByteArray text = method + ' ' + target + " HTTP/1.1\r\n";
    if (!more.toLower().contains("host:"))
        text += "Host: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    if (!more.toLower().contains("authorization:"))
        text += "Authorization: Bearer good\r\n";
    if (!body.isEmpty())
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return text + more + "\r\n" + body;
}

QByteArray GatewayTest::post(const QByteArray &target, const QByteArray &body, const QByteArray &more) const
{
    return request("POST", target, body, more);
}

ClientAnswer GatewayTest::read(const QByteArray &bytes)
{
    ClientAnswer answer;
    ResponseParser parser;
    if (!parser.feed(bytes) || !parser.hasHead())
        return answer;
    answer.status = parser.head().status;
    answer.headers = parser.head().headers;
    for (const QByteArrayView piece : parser.pieces())
        answer.body += piece.toByteArray();
    answer.isWhole = parser.isDone();
    return answer;
}

ClientAnswer GatewayTest::answerOf(QTcpSocket &socket) const
{
    QByteArray all;
    [&] {
        QTRY_VERIFY((all += socket.readAll(), read(all).isWhole)
                    || (socket.state() == QAbstractSocket::UnconnectedState && socket.bytesAvailable() == 0));
    }();
    return read(all);
}

ClientAnswer GatewayTest::ask(const QByteArray &request) const
{
    const auto socket = client();
    socket->write(request);
    return answerOf(*socket);
}

} // namespace triptych
