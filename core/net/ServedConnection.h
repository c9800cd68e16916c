// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpListener.h"

#include <QTcpSocket>

namespace triptych {

/// What the connections of one listener share.
struct ServedRules
{
    Clock &clock;
    HttpListener::GateMaker newGate;
    HttpListener::Answerer answerer;
    HttpListener::Refusal refusal;
    ListenerLimits limits = {};
    qint64 bodyBytes = 0; ///< Of all connections.
};

/// The connection of one client: its requests one after the other, each answered before the next is read. Deletes
/// itself once it is closed.
class ServedConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServedConnection)

public:
    ServedConnection(ServedRules &rules, QTcpSocket *socket, QObject *parent);
    ~ServedConnection() override;

    void send(QByteArrayView bytes);
    void sendHead(int status, const HttpHeaders &headers, std::optional<qint64> length);
    void answered(); ///< The answer is whole: the next request may come, or the connection ends.
    void abandoned(); ///< Nobody answers any more.
    bool isBehind() const;

private:
    qint64 unsent() const;
    void readMore();
    void advance();
    void serve();
    void refuse(const RequestFault &fault);
    void limitReached();
    void written();
    void drop();
    void waitForRequest();
    void countBody(qint64 bytes);

    ServedRules &m_rules;
    const HttpListener::Gate m_gate;
    QTcpSocket *m_socket;
    RequestParser m_parser;
    std::weak_ptr<ServedExchange> m_exchange;
    std::unique_ptr<Timer> m_limit;
    qint64 m_bodyBytes = 0; ///< As much of ServedRules::bodyBytes is this one's.
    bool m_isJudged = false; ///< The head of the request that is read.
    bool m_isServing = false;
    bool m_isLast = false;
    bool m_wasBehind = false; ///< And nobody was told since that it caught up.
    bool m_isLeaving = false; ///< After a refusal, or the last answer. What still comes is thrown away.
};

} // namespace triptych
