// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/session/IoThread.h"

#include <QPointer>
#include <atomic>

namespace triptych {

/// Work on the I/O thread that somebody on the main thread asked for. Shared by both; `work` is touched on the I/O
/// thread only.
struct IoJob
{
    QPointer<QObject> context; ///< For whom; nothing is told once it is gone.
    std::atomic_bool isOver = false;
    std::shared_ptr<void> work;
};

/// Ends a job when it goes.
class IoTicket final : public Pending
{
    Q_DISABLE_COPY_MOVE(IoTicket)

public:
    IoTicket(IoThread &io, std::shared_ptr<IoJob> job) : m_io(io), m_job(std::move(job)) {}
    ~IoTicket() override
    {
        m_job->isOver = true;
        m_io.post([job = m_job](IoThread::Parts &) { job->work.reset(); });
    }

private:
    IoThread &m_io;
    std::shared_ptr<IoJob> m_job;
};

} // namespace triptych
