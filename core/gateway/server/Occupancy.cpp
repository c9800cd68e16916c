// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/Occupancy.h"

#include <utility>

namespace triptych {

Occupancy::Place &Occupancy::Place::operator=(Place &&other) noexcept
{
    std::swap(m_taken, other.m_taken);
    std::swap(m_name, other.m_name);
    return *this;
}

Occupancy::Place::~Place()
{
    if (!m_taken)
        return;
    if (const auto taken = m_taken->find(m_name); --*taken == 0)
        m_taken->erase(taken);
}

Occupancy::Place Occupancy::take(const QString &name, int most)
{
    if (m_taken->value(name) >= most)
        return {};
    ++(*m_taken)[name];
    return {m_taken, name};
}

} // namespace triptych
