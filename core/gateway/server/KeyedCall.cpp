// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/KeyedCall.h"

namespace triptych {

void KeyedCall::keep(const std::shared_ptr<AnswerChannel> &channel, std::unique_ptr<IdempotencyTicket> ticket)
{
    const std::shared_ptr<KeyedCall> call(new KeyedCall(channel));
    ticket->share(call);
    channel->keep([call, ticket = std::shared_ptr(std::move(ticket))](const StoredAnswer *answer) {
        if (answer)
            ticket->finish(*answer);
        else
            ticket->abandon();
    });
}

bool KeyedCall::canBeJoined() const
{
    const auto channel = m_channel.lock();
    return channel && channel->canBeJoined();
}

void KeyedCall::join(std::shared_ptr<ServedExchange> client)
{
    if (const auto channel = m_channel.lock())
        channel->add(std::move(client));
}

} // namespace triptych
