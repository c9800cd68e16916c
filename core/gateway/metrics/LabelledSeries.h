// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <map>

namespace triptych {

/// Values by the values of their labels, of which clients may invent as many as they like: a series beyond the bound
/// is counted as the one whose labels all say "other", and no label grows longer than it may.
template<typename Value>
class LabelledSeries
{
public:
    using Map = std::map<QStringList, Value>;
    static constexpr std::size_t most = 500; ///< Beside the one for the rest.
    static constexpr qsizetype longest = 128; ///< Of a label's value, in UTF-16 units.

    Value &at(const QStringList &labels)
    {
        const auto found = m_series.find(labels);
        return found != m_series.end() ? found->second : add(labels);
    }
    void clear() { m_series.clear(); }
    const Map &all() const { return m_series; } ///< In the order of their labels.

private:
    Value &add(QStringList labels)
    {
        for (QString &label : labels)
            label.truncate(longest);
        if (m_series.size() >= most && !m_series.contains(labels))
            labels.fill(QStringLiteral("other"));
        return m_series[labels];
    }

    Map m_series;
};

} // namespace triptych
