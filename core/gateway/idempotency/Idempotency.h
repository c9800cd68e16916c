// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/IdempotencyStore.h"
#include "core/gateway/idempotency/IdempotencyTicket.h"

#include <map>
#include <vector>

namespace triptych {

/// Decides what becomes of a request that carries a key: the first one runs, the same one joins it while it runs here
/// and gets its answer again afterwards. Lives on the I/O thread, as does all that it calls; its store goes after it.
class Idempotency final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Idempotency)

public:
    struct Run
    {
        std::unique_ptr<IdempotencyTicket> ticket;
    };
    struct Join
    {
        std::shared_ptr<SharedCall> call;
    };
    /// An Error says in httpStatus how to refuse: "idempotency.running" (409, with retryAfter), "idempotency.body"
    /// (422), "idempotency.too_large" (409), or 503 and why the store does not answer.
    using Verdict = std::variant<Run, Join, StoredAnswer, Error>;
    using Decided = std::function<void(Verdict)>;

    Idempotency(Clock &clock, IdempotencyStore &store, const IdempotencyTimes &times = {}, QObject *parent = nullptr);
    ~Idempotency() override;

    /// Answers now or later, once, and not at all when the context has gone; then the next in the row runs. Whoever is
    /// told to run shares its call with the ticket before it returns.
    void begin(const IdempotencyKey &key, const QByteArray &bodyHash, QObject *context, Decided decided);

Q_SIGNALS:
    /// A client got its answer, but the store did not: "idempotency.lost" where another gateway may have taken over.
    void answerNotKept(const triptych::Error &why);

private:
    friend class IdempotencyTicket;
    struct Waiter
    {
        QByteArray bodyHash = {};
        QPointer<QObject> context = {};
        Decided decided = {};
    };

    Verdict whileRunning(const IdempotencyTicket &ticket, const QByteArray &bodyHash) const;
    void claimed(const IdempotencyKey &key, const QByteArray &bodyHash, MonotonicTime asked,
                 const Result<Claim> &claim);
    void run(const Lease &lease, const QByteArray &bodyHash, MonotonicTime asked, std::vector<Waiter> &waiting);
    void forget(const IdempotencyTicket &ticket);
    void keep(const Lease &lease, const StoredAnswer &answer);
    void release(const Lease &lease);
    void tellLost();

    Clock &m_clock;
    IdempotencyStore &m_store;
    const IdempotencyTimes m_times;
    std::map<QByteArray, IdempotencyTicket *> m_running; ///< By the hash of the key.
    std::map<QByteArray, std::vector<Waiter>> m_asked; ///< What the store has not answered yet.
};

} // namespace triptych
