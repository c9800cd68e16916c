// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/LlamaServers.h"

#include <map>

namespace triptych {

/// Those who wait for one server. Any callback may add or drop others, itself included.
class Waiters
{
public:
    int add(LlamaServers::Progress progress, LlamaServers::Ready ready);
    void drop(int id) { m_waiters.erase(id); }
    bool isEmpty() const { return m_waiters.empty(); }

    void tell(const LocalProgress &progress) const;
    /// Everybody who waits now, each once; those who ask again meanwhile are not among them.
    void answer(const std::function<Result<LocalServerAddress>()> &answer);

private:
    struct Waiter
    {
        LlamaServers::Progress progress;
        LlamaServers::Ready ready;
    };
    std::map<int, Waiter> m_waiters;
    int m_next = 1;
};

} // namespace triptych
