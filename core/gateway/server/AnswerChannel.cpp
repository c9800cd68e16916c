// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/AnswerChannel.h"

#include <algorithm>

namespace triptych {

void AnswerChannel::keep(std::function<void(const StoredAnswer *)> ended)
{
    m_copy.emplace();
    m_ended = std::move(ended);
}

void AnswerChannel::add(std::shared_ptr<ServedExchange> client)
{
    if (client->isGone())
        return;
    client->setListener({.drained =
                             [self = weak_from_this()] {
                                 if (const auto channel = self.lock())
                                     channel->judgePace();
                             },
                         .gone =
                             [self = weak_from_this(), leaver = client.get()] {
                                 if (const auto channel = self.lock())
                                     channel->clientLeft(leaver);
                             }});
    if (m_hasBegun && m_copy) {
        client->begin(m_copy->status, m_copy->headers);
        client->write(m_copy->body);
    }
    m_clients.push_back(std::move(client));
}

void AnswerChannel::begin(int status, const HttpHeaders &headers)
{
    m_hasBegun = true;
    if (m_copy) {
        m_copy->status = status;
        m_copy->headers = headers;
    }
    for (const auto &client : m_clients)
        client->begin(status, headers);
}

void AnswerChannel::write(const QByteArray &bytes)
{
    if (m_copy && canBeJoined())
        m_copy->body += bytes;
    for (const auto &client : m_clients)
        client->write(bytes);
    judgePace();
}

/// Clients may go inside: what they had asked behind it is read then.
void AnswerChannel::end(Ending ending)
{
    tellEnd(ending);
    for (const auto &client : std::exchange(m_clients, {}))
        client->end();
}

void AnswerChannel::reply(int status, const HttpHeaders &headers, const QByteArray &body)
{
    m_hasBegun = true;
    if (m_copy)
        m_copy = StoredAnswer {status, headers, body};
    tellEnd(Ending::Whole);
    for (const auto &client : std::exchange(m_clients, {}))
        client->reply(status, headers, body);
}

void AnswerChannel::tellEnd(Ending ending)
{
    m_hasEnded = true;
    if (const auto ended = std::exchange(m_ended, {}))
        ended(ending == Ending::Whole ? &*m_copy : nullptr);
}

void AnswerChannel::clientLeft(const ServedExchange *client)
{
    const auto self = shared_from_this();
    std::erase_if(m_clients, [client](const auto &one) { return one.get() == client; });
    if (m_hasEnded)
        return;
    judgePace();
    if (m_clients.empty() && m_listener.abandoned)
        m_listener.abandoned();
}

void AnswerChannel::judgePace()
{
    const bool isBehind
        = std::any_of(m_clients.begin(), m_clients.end(), [](const auto &client) { return client->isBehind(); });
    if (std::exchange(m_isBehind, isBehind) != isBehind && m_listener.behindChanged)
        m_listener.behindChanged(isBehind);
}

} // namespace triptych
