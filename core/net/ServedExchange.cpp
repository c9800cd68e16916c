// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ServedExchange.h"

#include "core/net/ServedConnection.h"

namespace triptych {

ServedExchange::ServedExchange(ServedConnection *connection, RequestHead head, QByteArray body, MonotonicTime arrived)
    : m_connection(connection),
      m_head(std::move(head)),
      m_body(std::move(body)),
      m_arrived(arrived)
{}

ServedExchange::~ServedExchange()
{
    if (m_connection)
        m_connection->abandoned();
}

void ServedExchange::reply(int status, const HttpHeaders &headers, const QByteArray &body)
{
    if (!m_connection)
        return;
    m_connection->sendHead(status, headers, body.size());
    m_connection->send(body);
    std::exchange(m_connection, nullptr)->answered();
}

void ServedExchange::begin(int status, const HttpHeaders &headers)
{
    if (m_connection)
        m_connection->sendHead(status, headers, {});
}

void ServedExchange::write(QByteArrayView bytes)
{
    if (!m_connection || bytes.isEmpty()) // an empty chunk would end the body
        return;
    QByteArray chunk = QByteArray::number(bytes.size(), 16).append("\r\n");
    chunk.append(bytes.data(), bytes.size()).append("\r\n");
    m_connection->send(chunk);
}

void ServedExchange::end()
{
    if (!m_connection)
        return;
    m_connection->send("0\r\n\r\n");
    std::exchange(m_connection, nullptr)->answered();
}

bool ServedExchange::isBehind() const
{
    return m_connection && m_connection->isBehind();
}

void ServedExchange::connectionDrained()
{
    if (m_listener.drained)
        m_listener.drained();
}

void ServedExchange::connectionClosed()
{
    m_connection = nullptr;
    const Listener listener = std::exchange(m_listener, {}); // what it calls may destroy this
    if (listener.gone)
        listener.gone();
}

} // namespace triptych
