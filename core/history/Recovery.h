// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sql/Sql.h"

namespace triptych {

/// Brings what can still be read of a damaged history into another, run by run; what cannot be read is passed over,
/// and what is there already stays as it is. A lane whose run is lost gets an empty one. Gives the number of runs that
/// came. Fails with history.damaged when the file cannot be read at all. The damaged file is only read.
Result<int> recoverInto(const QSqlDatabase &database, const QString &damagedFile);

} // namespace triptych
