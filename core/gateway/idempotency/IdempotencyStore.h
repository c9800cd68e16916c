// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/gateway/idempotency/AnswerTable.h"

#include <QObject>
#include <functional>
#include <memory>

namespace triptych {

/// An AnswerTable on a thread of its own, so that no call blocks; it is swept at the start and each hour. Lives on the
/// thread that made it; answers come there, in the order of the calls, and not at all once their context is gone.
class IdempotencyStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IdempotencyStore)

public:
    /// Called on the store's thread; again with the next call when it failed.
    using Opener = std::function<Result<std::unique_ptr<AnswerTable>>()>;
    template<typename T>
    using Answer = std::function<void(Result<T>)>;

    IdempotencyStore(Clock &clock, Opener open, QObject *parent = nullptr);
    ~IdempotencyStore() override; ///< Waits until all that was asked for is done.

    void claim(const IdempotencyKey &key, const QByteArray &bodyHash, QObject *context, Answer<Claim> answer);
    void renew(const Lease &lease, QObject *context, Answer<bool> answer);
    void complete(const Lease &lease, const StoredAnswer &content, QObject *context, Answer<bool> answer);
    void release(const Lease &lease, QObject *context, Answer<Done> answer);

Q_SIGNALS:
    void sweepFailed(const triptych::Error &error);

private:
    class Private;
    void sweep();
    std::unique_ptr<Private> d;
};

} // namespace triptych
