// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/RunReport.h"

#include "core/text/ErrorText.h"

namespace triptych {

namespace {

QString figure(const std::optional<double> &value, const QString &unit)
{
    return value ? QString::number(*value, 'g', 3) + QLatin1Char(' ') + unit : QStringLiteral("–");
}

QString count(const std::optional<qint64> &value)
{
    return value ? QString::number(*value) : QStringLiteral("–");
}

QString figures(const LaneRecord &record)
{
    const QString usd
        = record.cost.usd ? QLatin1Char('$') + QString::number(*record.cost.usd, 'g', 3) : QStringLiteral("–");
    return QStringLiteral("%1: %2, first text %3, total %4, %5 → %6 tokens, %7, cost %8")
        .arg(record.name(), outcomeName(record.outcome), figure(record.timing.firstTextMs, QStringLiteral("ms")),
             figure(record.timing.totalMs, QStringLiteral("ms")), count(record.usage.input), count(record.usage.output),
             figure(record.timing.outputTokensPerSecond, QStringLiteral("tok/s")), usd);
}

/// The command that sets the field which an error is about.
QString whereItIsSet(const LaneRecord &record)
{
    if (record.cause != QLatin1String("account_field"))
        return {};
    return QStringLiteral(" Set it: triptych providers set %1 %2=ID").arg(record.provider, record.error->parameter);
}

} // namespace

void RunReport::events(const StreamEvents &events)
{
    if (m_asJson || m_lanes != 1)
        return;
    for (const StreamEvent &event : events) {
        if (const auto *delta = std::get_if<TextDelta>(&event))
            m_terminal.write(delta->text.toUtf8());
    }
}

void RunReport::finished(const LaneRecord &record)
{
    if (record.outcome != LaneOutcome::Complete)
        m_status
            = std::max(m_status, int(record.cause == QLatin1String("vault_locked") ? VaultLocked : SomethingFailed));
    if (m_asJson)
        m_terminal.write(toJson(record) + '\n');
    else
        print(record);
}

void RunReport::print(const LaneRecord &record)
{
    if (m_lanes != 1) {
        m_terminal.line(
            QStringLiteral("── %1 ──").arg(LaneAddress {record.provider, record.model, record.settings}.toString()));
        m_terminal.write(record.text.toUtf8());
    }
    if (!record.text.isEmpty() && !record.text.endsWith(u'\n'))
        m_terminal.write("\n");
    m_terminal.remark(figures(record));
    for (const LedgerEntry &entry : record.ledger)
        m_terminal.remark(
            QStringLiteral("  %1 %2: %3")
                .arg(entry.parameter,
                     entry.sent.isEmpty() ? QStringLiteral("not sent") : QStringLiteral("sent as ") + entry.sent,
                     entry.reason));
    if (!record.error)
        return;
    m_terminal.complain(record.name() + QStringLiteral(": ") + oneLine(*record.error, record.provider)
                        + whereItIsSet(record));
}

} // namespace triptych
