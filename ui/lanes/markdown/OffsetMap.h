// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <vector>

namespace triptych {

/// Where each byte of a UTF-8 text lies in its UTF-16 original.
class OffsetMap
{
public:
    explicit OffsetMap(const QByteArray &utf8, qsizetype units) : m_isAscii(utf8.size() == units)
    {
        if (m_isAscii)
            return;
        m_units.reserve(std::size_t(utf8.size()) + 1);
        int unit = 0;
        for (const char c : utf8) {
            const auto byte = uchar(c);
            const bool isLead = (byte & 0xc0) != 0x80;
            m_units.push_back(isLead ? unit : unit - 1);
            if (isLead)
                unit += byte >= 0xf0 ? 2 : 1;
        }
        m_units.push_back(unit);
    }
    int unit(int byte) const { return m_isAscii ? byte : m_units[std::size_t(byte)]; }

private:
    bool m_isAscii;
    std::vector<int> m_units;
};

} // namespace triptych
