// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/HistoryWriter.h"

#include <QSet>
#include <functional>

namespace triptych {

/// Applies operations and keeps one that SQLite refuses from blocking all that come after it: it goes, as a line, to
/// `<stem>.refused` (0600) beside the spool files, and `refused` is told with the name of that file.
class CarefulWriter
{
public:
    using Told = std::function<void(const Error &)>;

    CarefulWriter(const QSqlDatabase &database, QString spoolFolder, Told refused)
        : m_writer(database),
          m_folder(std::move(spoolFolder)),
          m_refused(std::move(refused))
    {}

    /// Fails only for what may work later: a full disk, a lock, a damaged file.
    Result<> apply(const NumberedOp &op, const QString &stem);

private:
    Result<> putBeside(const NumberedOp &op, const QString &stem);
    bool hasNoRun(const HistoryOp &op, const QString &stem) const;

    HistoryWriter m_writer;
    QString m_folder;
    Told m_refused;
    QSet<QString> m_lanesWithoutRun; ///< Their run was refused, so they have no place either.
};

} // namespace triptych
