// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LedgerText.h"

#include "core/text/ErrorText.h"

#include <QCoreApplication>

namespace triptych {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(triptych::LedgerText)
};

/// Not every parameter is a setting.
QString labelOf(const QString &parameter)
{
    if (parameter == QLatin1String("content"))
        return Words::tr("content");
    return settingLabel(parameter);
}

QString sentOf(const LedgerEntry &entry)
{
    return settingValue(entry.parameter, entry.sent);
}

} // namespace

QString ledgerLabel(const std::vector<LedgerEntry> &ledger)
{
    QStringList dropped;
    QStringList parts;
    for (const LedgerEntry &entry : ledger) {
        if (entry.sent.isEmpty())
            dropped.append(labelOf(entry.parameter));
        else
            parts.append(
                Words::tr("%1 %2 sent", "a parameter and its value").arg(labelOf(entry.parameter), sentOf(entry)));
    }
    dropped.removeDuplicates();
    if (!dropped.isEmpty())
        parts.prepend(Words::tr("%1 not sent").arg(dropped.join(Words::tr(", "))));
    return parts.join(Words::tr(", "));
}

QString ledgerOutcome(const LedgerEntry &entry)
{
    const QString sent = entry.sent.isEmpty() ? Words::tr("not sent") : Words::tr("%1 sent").arg(sentOf(entry));
    const QString outcome = entry.asked.isEmpty()
        ? sent
        : Words::tr("%1 asked, %2").arg(settingValue(entry.parameter, entry.asked), sent);
    return Words::tr("%1: %2", "what was sent, and why").arg(outcome, ledgerReason(entry));
}

QStringList ledgerLines(const std::vector<LedgerEntry> &ledger)
{
    QStringList lines;
    for (const LedgerEntry &entry : ledger)
        lines.append(Words::tr("%1 %2", "a parameter, and what became of it")
                         .arg(labelOf(entry.parameter), ledgerOutcome(entry)));
    return lines;
}

} // namespace triptych
