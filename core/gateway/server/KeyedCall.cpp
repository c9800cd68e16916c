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

void KeyedCall::join(std::shared_ptr<ServedExchange> client)
{
    const auto channel = m_channel.lock();
    if (channel && channel->canBeJoined())
        channel->add(std::move(client));
    else
        client->reply(409, {{"content-type", "application/json"}, {"retry-after", "1"}},
                      R"({"error":{"message":"The answer to this key is too large to be given twice.",)"
                      R"("type":"invalid_request_error","code":"idempotency.too_large"}})");
}

} // namespace triptych
