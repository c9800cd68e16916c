// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/StreamEvent.h"

#include <functional>
#include <memory>
#include <mutex>

namespace triptych {

/// The memory that events take, about.
qint64 weightOf(const StreamEvents &events);

/// Something told that a receiver has not handled. It is over when its last copy is gone.
struct BacklogShare
{
    std::shared_ptr<const void> holder = {};
};

/// Counts what receivers on other threads were told and have not handled yet, in bytes.
///
/// A queued signal keeps its arguments until its slot has returned, or until the receiver is gone. A share that is one
/// of them is over at that moment; nobody has to acknowledge anything. Shares may end on any thread.
class Backlog final : public std::enable_shared_from_this<Backlog>
{
    Q_DISABLE_COPY_MOVE(Backlog)

public:
    /// Together with a socket's own buffers and one batch this stays below 4 MiB.
    static constexpr qint64 most = 1 << 20;
    static constexpr qint64 drainedAt = 256 << 10;

    /// `drained` is called once after each isFull() that said yes, on any thread; it may only post.
    static std::shared_ptr<Backlog> create(std::function<void()> drained);

    BacklogShare add(qint64 bytes);
    bool isFull();
    void silence(); ///< `drained` is not called from now on.

private:
    explicit Backlog(std::function<void()> drained) : m_drained(std::move(drained)) {}
    void remove(qint64 bytes);

    std::mutex m_mutex;
    qint64 m_bytes = 0;
    bool m_isAwaited = false;
    std::function<void()> m_drained;
};

} // namespace triptych

Q_DECLARE_METATYPE(triptych::BacklogShare)
