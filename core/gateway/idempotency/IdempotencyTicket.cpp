// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/IdempotencyTicket.h"

#include "core/gateway/idempotency/Idempotency.h"

namespace triptych {

IdempotencyTicket::IdempotencyTicket(Idempotency &owner, Lease lease, QByteArray bodyHash, MonotonicTime asked)
    : m_owner(&owner),
      m_lease(std::move(lease)),
      m_bodyHash(std::move(bodyHash)),
      m_renewal(owner.m_clock.newTimer([this] { renew(); }))
{
    heldFrom(asked);
    renewLater();
}

IdempotencyTicket::~IdempotencyTicket()
{
    abandon();
}

/// The store counts from when it heard of us, which was later.
void IdempotencyTicket::heldFrom(MonotonicTime asked)
{
    m_heldUntil = asked + m_owner->m_times.lease - m_owner->m_times.margin;
}

bool IdempotencyTicket::isLost() const
{
    return m_isTaken || !m_owner || m_owner->m_clock.monotonic() >= m_heldUntil;
}

void IdempotencyTicket::renewLater()
{
    m_renewal->start(m_owner->m_times.lease / 3);
}

void IdempotencyTicket::renew()
{
    if (isLost())
        return;
    const auto answered = [this, asked = m_owner->m_clock.monotonic()](const Result<bool> &renewed) {
        if (!m_owner)
            return;
        m_isTaken = renewed && !renewed.value();
        if (renewed && renewed.value())
            heldFrom(asked);
        if (!isLost()) // a store that cannot be reached may come back in time
            renewLater();
    };
    m_owner->m_store.renew(m_lease, this, answered);
}

/// Whether it was open until now.
bool IdempotencyTicket::close()
{
    m_renewal->stop();
    if (std::exchange(m_isOver, true) || !m_owner)
        return false;
    m_owner->forget(*this);
    return true;
}

void IdempotencyTicket::finish(const StoredAnswer &answer)
{
    const bool isKept = isLastWord(answer.status) && !isLost();
    if (isLastWord(answer.status) && isLost() && m_owner && !m_isOver)
        m_owner->tellLost();
    if (!isKept)
        return abandon();
    if (close())
        m_owner->keep(m_lease, answer);
}

void IdempotencyTicket::abandon()
{
    if (close())
        m_owner->release(m_lease);
}

} // namespace triptych
