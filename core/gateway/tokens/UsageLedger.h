// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <deque>

namespace triptych {

/// The money of tokens that the table does not have yet: what calls were said to cost and is still to be written, and
/// what calls on their way may come to. Plain memory of one thread; amounts are US dollars, below 0 counts as 0.
class UsageLedger
{
public:
    quint64 note(const QString &token, double usd); ///< The number under which it is written.
    void written(quint64 upTo); ///< Every note up to that number is in the table.
    double unwritten(const QString &token) const { return m_unwritten.value(token).usd; }

    void reserve(const QString &token, double usd);
    void release(const QString &token, double usd); ///< The amount of one reserve().
    double reserved(const QString &token) const { return m_reserved.value(token).usd; }

private:
    struct Sum
    {
        double usd = 0;
        int count = 0;
    };
    using Sums = QHash<QString, Sum>;
    static void add(Sums &sums, const QString &token, double usd);
    static void subtract(Sums &sums, const QString &token, double usd);

    struct Note
    {
        quint64 number = 0;
        QString token = {};
        double usd = 0;
    };
    std::deque<Note> m_notes;
    Sums m_unwritten;
    Sums m_reserved;
    quint64 m_lastNumber = 0;
};

} // namespace triptych
