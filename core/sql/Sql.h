// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

namespace triptych {

/// Runs one statement with its values in order. Errors carry a cause of the database's own: "history.damaged",
/// .disk_full, .read_only, .busy, .memory, or .failed for what the same values will never pass, where the connection is
/// called "history-…".
Result<QSqlQuery> execute(const QSqlDatabase &database, const QString &sql, const QVariantList &values = {});

/// The same for many statements, until one fails.
Result<> executeAll(const QSqlDatabase &database, const QStringList &statements);

/// The first column of the first row; an invalid one when there is none.
Result<QVariant> firstValue(const QSqlDatabase &database, const QString &sql, const QVariantList &values = {});

/// A write transaction that goes back unless it was committed. Waits for other writers when it begins, not later.
class Transaction
{
    Q_DISABLE_COPY_MOVE(Transaction)

public:
    explicit Transaction(const QSqlDatabase &database) : m_database(database) {}
    ~Transaction();

    Result<> begin();
    Result<> commit();

private:
    const QSqlDatabase &m_database;
    bool m_isOpen = false;
};

} // namespace triptych
