// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/Idempotency.h"

#include <algorithm>

namespace triptych {

namespace {

/// A call takes seconds; asking more often than this would not help the client.
constexpr std::chrono::seconds askAgain {2};

Error refusal(const QString &cause, ErrorKind kind, int status)
{
    return {.kind = kind, .cause = cause, .httpStatus = status};
}

Error running()
{
    Error error = refusal(QStringLiteral("idempotency.running"), ErrorKind::Rejected, 409);
    error.retryAfter = askAgain;
    return error;
}

Error tooLarge()
{
    return refusal(QStringLiteral("idempotency.too_large"), ErrorKind::Rejected, 409);
}

Error otherBody()
{
    return refusal(QStringLiteral("idempotency.body"), ErrorKind::InvalidInput, 422);
}

Error unreachable(Error error)
{
    error.httpStatus = 503;
    return error;
}

/// For any claim but one that succeeded.
Idempotency::Verdict verdictOn(const Result<Claim> &claim)
{
    using Verdict = Idempotency::Verdict;
    if (!claim)
        return unreachable(claim.error());
    if (const auto *answer = std::get_if<StoredAnswer>(&claim.value())) {
        if (answer->status == 0)
            return tooLarge();
        return Verdict(*answer);
    }
    return std::holds_alternative<OtherBody>(claim.value()) ? otherBody() : running();
}

} // namespace

Idempotency::Idempotency(Clock &clock, IdempotencyStore &store, const IdempotencyTimes &times, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_store(store),
      m_times(times)
{
    qRegisterMetaType<Error>();
}

Idempotency::~Idempotency() = default;

void Idempotency::begin(const IdempotencyKey &key, const QByteArray &bodyHash, QObject *context, Decided decided)
{
    if (const auto found = m_running.find(key.hash); found != m_running.end())
        return decided(whileRunning(*found->second, bodyHash));
    std::vector<Waiter> &waiting = m_asked[key.hash];
    waiting.push_back({bodyHash, context, std::move(decided)});
    if (waiting.size() > 1)
        return;
    m_store.claim(key, bodyHash, this, [=, this, asked = m_clock.monotonic()](const Result<Claim> &claim) {
        claimed(key, bodyHash, asked, claim);
    });
}

Idempotency::Verdict Idempotency::whileRunning(const IdempotencyTicket &ticket, const QByteArray &bodyHash) const
{
    if (ticket.m_bodyHash != bodyHash)
        return otherBody();
    auto call = ticket.m_call.lock();
    if (!call)
        return running();
    return call->canBeJoined() ? Verdict(Join {std::move(call)}) : tooLarge();
}

void Idempotency::claimed(const IdempotencyKey &key, const QByteArray &bodyHash, MonotonicTime asked,
                          const Result<Claim> &claim)
{
    std::vector<Waiter> waiting = std::exchange(m_asked[key.hash], {});
    m_asked.erase(key.hash);
    const auto *lease = claim ? std::get_if<Lease>(&claim.value()) : nullptr;
    if (lease)
        run(*lease, bodyHash, asked, waiting);
    for (Waiter &waiter : waiting) {
        if (!waiter.context)
            continue;
        if (lease || waiter.bodyHash != bodyHash) // the answer was to another question
            begin(key, waiter.bodyHash, waiter.context, std::move(waiter.decided));
        else
            waiter.decided(verdictOn(claim));
    }
}

/// The first who still waits for this body runs it, and leaves the row.
void Idempotency::run(const Lease &lease, const QByteArray &bodyHash, MonotonicTime asked, std::vector<Waiter> &waiting)
{
    const auto first = std::find_if(waiting.begin(), waiting.end(), [&](const Waiter &waiter) {
        return waiter.context && waiter.bodyHash == bodyHash;
    });
    if (first == waiting.end())
        return release(lease);
    const Decided decided = std::move(first->decided);
    waiting.erase(first);
    std::unique_ptr<IdempotencyTicket> ticket(new IdempotencyTicket(*this, lease, bodyHash, asked));
    m_running[lease.key.hash] = ticket.get();
    decided(Run {std::move(ticket)});
}

void Idempotency::forget(const IdempotencyTicket &ticket)
{
    m_running.erase(ticket.m_lease.key.hash);
}

void Idempotency::keep(const Lease &lease, const StoredAnswer &answer)
{
    m_store.complete(lease, withinBounds(answer), this, [this](const Result<bool> &kept) {
        if (!kept)
            Q_EMIT answerNotKept(kept.error());
        else if (!kept.value())
            tellLost();
    });
}

void Idempotency::release(const Lease &lease)
{
    m_store.release(lease, this, [this](const Result<Done> &freed) {
        if (!freed) // the lease runs out by itself
            Q_EMIT answerNotKept(freed.error());
    });
}

void Idempotency::tellLost()
{
    Q_EMIT answerNotKept({.kind = ErrorKind::Storage, .cause = QStringLiteral("idempotency.lost")});
}

} // namespace triptych
