// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/IdempotencyTicket.h"
#include "core/gateway/server/AnswerChannel.h"

namespace triptych {

/// Lets clients with the same idempotency key in on an answer while it comes, and hands it over at its end.
class KeyedCall final : public SharedCall
{
    Q_DISABLE_COPY_MOVE(KeyedCall)

public:
    /// It lasts as long as the channel's answer does.
    static void keep(const std::shared_ptr<AnswerChannel> &channel, std::unique_ptr<IdempotencyTicket> ticket);

    bool canBeJoined() const override;
    void join(std::shared_ptr<ServedExchange> client) override;

private:
    explicit KeyedCall(std::weak_ptr<AnswerChannel> channel) : m_channel(std::move(channel)) {}

    std::weak_ptr<AnswerChannel> m_channel;
};

} // namespace triptych
