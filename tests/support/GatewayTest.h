// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/server/GatewayServer.h"
#include "tests/support/RunEngineTest.h"

#include <QJsonObject>
#include <QTcpSocket>

namespace triptych {

/// Lets in whom the test named, and counts their money.
class TestDoorkeeper final : public Doorkeeper
{
public:
    Result<Admission> admit(QByteArrayView token) override;
    Result<> reserve(const TokenClaims &token, double usd) override;
    void settle(const TokenClaims &token, double reservedUsd, double spentUsd) override;

    QHash<QByteArray, Admission> known;
    std::optional<double> left; ///< Money of all tokens; nothing: no end of it.
    std::vector<double> spent;
};

/// What a client was sent.
struct ClientAnswer
{
    int status = 0;
    HttpHeaders headers = {};
    QByteArray body = {}; ///< Without chunk framing.
    bool isWhole = false;

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
    QJsonObject json() const;
    QByteArrayList data() const; ///< Of an event stream.
};

/// Where every test of the gateway starts: a gateway on loopback in front of the engine and its two servers, which the
/// token "good" lets in everywhere.
class GatewayTest : public RunEngineTest
{
    Q_OBJECT

protected Q_SLOTS:
    void init();
    void cleanup();

protected:
    virtual Idempotency *idempotency() { return nullptr; } ///< For the gateway of the next test.
    std::unique_ptr<QTcpSocket> client() const;
    /// With a Host, the token "good", and a Content-Length where there is a body.
    QByteArray request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                       const QByteArray &more = {}) const;
    QByteArray post(const QByteArray &target, const QByteArray &body, const QByteArray &more = {}) const;
    ClientAnswer answerOf(QTcpSocket &socket) const; ///< Waits until it is whole, or the connection ended.
    static ClientAnswer read(const QByteArray &bytes);
    ClientAnswer ask(const QByteArray &request) const; ///< Over a connection of its own.
    static std::shared_ptr<const TokenClaims> token(const QString &id);

    TestDoorkeeper m_doorkeeper;
    std::unique_ptr<GatewayServer> m_gateway;
    std::vector<CallFigures> m_calls;
    std::vector<RequestFigures> m_requests; ///< All but those.
    QByteArrayList m_keyResults;
    quint16 m_port = 0;
};

} // namespace triptych
