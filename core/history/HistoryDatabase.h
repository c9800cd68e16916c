// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sql/Sql.h"

#include <chrono>
#include <memory>

namespace triptych {

/// One open history file. Belongs to the thread that opened it.
class HistoryDatabase
{
    Q_DISABLE_COPY_MOVE(HistoryDatabase)

public:
    using Opened = Result<std::unique_ptr<HistoryDatabase>>;

    /// Makes or migrates the file and writes to it. Fails with history.newer or history.damaged and has then not
    /// touched it.
    static Opened openWriter(const QString &file, std::chrono::milliseconds busy);
    /// Reads only and never checkpoints; fails with history.newer when this program cannot read the schema.
    static Opened openReader(const QString &file, std::chrono::milliseconds busy);
    /// Moves a damaged file out of the way, with all that belongs to it; gives its new name.
    static Result<QString> setAside(const QString &file);

    ~HistoryDatabase();

    const QSqlDatabase &sql() const { return m_database; }

private:
    HistoryDatabase();
    Result<> connect(const QString &file, const QString &options);
    Result<> examine() const;
    Result<> checkPages(qint64 fileSize) const;

    QString m_name;
    QSqlDatabase m_database;
};

} // namespace triptych
