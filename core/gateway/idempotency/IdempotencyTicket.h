// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/gateway/idempotency/AnswerTable.h"

#include <QObject>
#include <QPointer>

namespace triptych {

class Idempotency;
class ServedExchange;

/// A call that runs, as seen by those who ask the same again meanwhile.
class SharedCall
{
public:
    virtual ~SharedCall() = default;
    virtual bool canBeJoined() const = 0; ///< Not once more of it came than is kept.
    virtual void join(std::shared_ptr<ServedExchange> client) = 0; ///< It gets all of the answer, from its beginning.
};

/// The right to run the call of a key, and the duty to say how it ended. Renews its lease while it lives; one that is
/// lost ends nothing for the client, but its answer is not kept. Lives on the I/O thread.
class IdempotencyTicket final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IdempotencyTicket)

public:
    ~IdempotencyTicket() override; ///< Abandons what was not finished.

    /// Clients that ask the same from now on join it.
    void share(std::weak_ptr<SharedCall> call) { m_call = std::move(call); }
    /// The whole answer, as it was given; it is kept if it isLastWord(), otherwise the key is free again.
    void finish(const StoredAnswer &answer);
    void abandon(); ///< There is no whole answer: the key is free again.
    bool isLost() const;

private:
    friend class Idempotency;
    IdempotencyTicket(Idempotency &owner, Lease lease, QByteArray bodyHash, MonotonicTime asked);
    void renew();
    void heldFrom(MonotonicTime asked);
    void renewLater();
    bool close();

    QPointer<Idempotency> m_owner;
    const Lease m_lease;
    const QByteArray m_bodyHash;
    std::weak_ptr<SharedCall> m_call;
    MonotonicTime m_heldUntil {0};
    bool m_isTaken = false; ///< The store said that the lease is another's.
    bool m_isOver = false;
    std::unique_ptr<Timer> m_renewal;
};

} // namespace triptych
