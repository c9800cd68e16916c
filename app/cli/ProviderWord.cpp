// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/ProviderWord.h"

namespace triptych {

QString noSuchProvider(const ProviderCatalog &catalog, const QString &id)
{
    const Error *problem = catalog.problemOf(id);
    return QStringLiteral("no provider \"%1\": %2")
        .arg(id, problem ? oneLine(*problem) : QStringLiteral("triptych providers lists them"));
}

void complainAboutFiles(const ProviderCatalog &catalog, Terminal &terminal)
{
    for (const Error &problem : catalog.problems())
        terminal.complain(problem);
}

} // namespace triptych
