// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sql/Sql.h"

#include <memory>

namespace triptych {

/// One connection to data/gateway.sqlite, which several processes may share: gateways of one home, and the commands
/// that make tokens. Belongs to the thread that opened it; every write is on the disk when it returns.
///
/// It keeps a rollback journal: with a write-ahead log, SQLite before 3.51.3 may damage a file that two processes
/// checkpoint at once.
class GatewayDatabase
{
    Q_DISABLE_COPY_MOVE(GatewayDatabase)

public:
    /// Makes or migrates the file, 0600. Causes "gateway.newer" for a schema of a later Triptych, and those of Sql.h.
    static Result<std::unique_ptr<GatewayDatabase>> open(const QString &file);
    ~GatewayDatabase();

    const QSqlDatabase &sql() const { return m_database; }
    /// Changes whenever another connection has written.
    Result<qint64> dataVersion() const;

private:
    explicit GatewayDatabase(const QString &file);
    Result<> prepare() const;

    QString m_name;
    QSqlDatabase m_database;
};

} // namespace triptych
