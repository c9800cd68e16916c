// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/UsageLedger.h"

#include <algorithm>

namespace triptych {

void UsageLedger::add(Sums &sums, const QString &token, double usd)
{
    Sum &sum = sums[token];
    sum.usd += std::max(0.0, usd);
    ++sum.count;
}

void UsageLedger::subtract(Sums &sums, const QString &token, double usd)
{
    const auto sum = sums.find(token);
    if (sum == sums.end())
        return;
    sum->usd = std::max(0.0, sum->usd - std::max(0.0, usd));
    if (--sum->count <= 0) // and with the last one go the rounding errors
        sums.erase(sum);
}

quint64 UsageLedger::note(const QString &token, double usd)
{
    m_notes.push_back({++m_lastNumber, token, usd});
    add(m_unwritten, token, usd);
    return m_lastNumber;
}

void UsageLedger::written(quint64 upTo)
{
    while (!m_notes.empty() && m_notes.front().number <= upTo) {
        subtract(m_unwritten, m_notes.front().token, m_notes.front().usd);
        m_notes.pop_front();
    }
}

void UsageLedger::reserve(const QString &token, double usd)
{
    add(m_reserved, token, usd);
}

void UsageLedger::release(const QString &token, double usd)
{
    subtract(m_reserved, token, usd);
}

} // namespace triptych
