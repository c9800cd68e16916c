// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sql/Sql.h"

#include <QStringList>
#include <vector>

namespace triptych {

/// Tells a history from any other SQLite file: "Trpt".
constexpr int historyApplicationId = 0x54727074;

/// One step of the schema; step n of a list (from 1) makes version n.
struct Migration
{
    QStringList statements = {};
};

/// All steps of the history's schema. Steps that shipped are never changed, only followed.
const std::vector<Migration> &historyMigrations();

int schemaVersion(const QSqlDatabase &database);

/// True when this program can read a file whose schema is newer than its own: such a file says so itself,
/// in meta('readable_from'), the oldest version whose queries it still answers.
bool isReadable(const QSqlDatabase &database, int ownVersion);

/// Brings the file up to date, each step in a transaction and with a copy of the file before it,
/// `<file>.v<version>.bak` (0600). A step that fails leaves the file as it was before the step.
Result<> migrate(const QSqlDatabase &database, const QString &file, const std::vector<Migration> &steps);

} // namespace triptych
