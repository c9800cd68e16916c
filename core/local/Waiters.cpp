// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/Waiters.h"

#include <vector>

namespace triptych {

int Waiters::add(LlamaServers::Progress progress, LlamaServers::Ready ready)
{
    m_waiters.emplace(m_next, Waiter {std::move(progress), std::move(ready)});
    return m_next++;
}

void Waiters::tell(const LocalProgress &progress) const
{
    std::vector<int> ids;
    for (const auto &[id, waiter] : m_waiters)
        ids.push_back(id);
    for (const int id : ids) {
        const auto waiter = m_waiters.find(id);
        if (waiter == m_waiters.end() || !waiter->second.progress)
            continue;
        const auto listener = waiter->second.progress; // its own ticket may go while it runs
        listener(progress);
    }
}

void Waiters::answer(const std::function<Result<LocalServerAddress>()> &answer)
{
    const int end = m_next;
    while (!m_waiters.empty() && m_waiters.begin()->first < end) {
        const Waiter waiter = std::move(m_waiters.extract(m_waiters.begin()).mapped());
        waiter.ready(answer());
    }
}

} // namespace triptych
