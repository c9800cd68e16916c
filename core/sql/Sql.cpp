// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/Sql.h"

#include <QSqlError>

namespace triptych {

namespace {

QString faultOf(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber) & 0xff; // the rest of an extended code refines it
    switch (isNumber ? code : 0) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return QStringLiteral("busy");
    case 3: // SQLITE_PERM
    case 8: // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
    case 23: // SQLITE_AUTH
        return QStringLiteral("read_only");
    case 10: // SQLITE_IOERR
    case 13: // SQLITE_FULL
        return QStringLiteral("disk_full");
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return QStringLiteral("damaged");
    case 7: // SQLITE_NOMEM
        return QStringLiteral("memory");
    default: return QStringLiteral("failed");
    }
}

} // namespace

Result<QSqlQuery> execute(const QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    bool worked = query.prepare(sql);
    if (worked) {
        for (const QVariant &value : values)
            query.addBindValue(value);
        worked = query.exec();
    }
    if (!worked) {
        const QSqlError error = query.lastError();
        return Error {.kind = ErrorKind::Storage,
                      .cause = database.connectionName().section(u'-', 0, 0) + QLatin1Char('.') + faultOf(error),
                      .message = error.databaseText() + QStringLiteral(" (") + sql.left(40) + QLatin1Char(')')};
    }
    return query;
}

Result<> executeAll(const QSqlDatabase &database, const QStringList &statements)
{
    for (const QString &statement : statements) {
        if (const auto worked = execute(database, statement); !worked)
            return worked.error();
    }
    return Done();
}

Result<QVariant> firstValue(const QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    auto query = execute(database, sql, values);
    if (!query)
        return query.error();
    return query.value().next() ? query.value().value(0) : QVariant();
}

Transaction::~Transaction()
{
    // SQLite may have gone back by itself already; then there is nothing to roll back, which is no fault.
    if (m_isOpen)
        (void)execute(m_database, QStringLiteral("ROLLBACK"));
}

Result<> Transaction::begin()
{
    const auto begun = execute(m_database, QStringLiteral("BEGIN IMMEDIATE"));
    if (!begun)
        return begun.error();
    m_isOpen = true;
    return Done();
}

Result<> Transaction::commit()
{
    const auto committed = execute(m_database, QStringLiteral("COMMIT"));
    if (!committed)
        return committed.error();
    m_isOpen = false;
    return Done();
}

} // namespace triptych
