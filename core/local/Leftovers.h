// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace triptych {

/// A net below the kernel's: notes each child in a small file (its number, its start, its owner), so that a later start
/// can end what outlived a killed owner. Children of owners that still run are left alone.
class Leftovers
{
public:
    /// `folder` is made on demand, 0700. Empty: XDG_RUNTIME_DIR/triptych, else cache/triptych/run of the user.
    explicit Leftovers(const QString &folder);

    void note(qint64 pid) const;
    void forget(qint64 pid) const;
    int sweep() const; ///< Answers how many processes were ended.

private:
    QString fileFor(qint64 pid) const;

    QString m_folder;
};

} // namespace triptych
