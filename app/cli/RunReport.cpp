// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/RunReport.h"

#include "core/base/PlainText.h"
#include "core/text/ErrorText.h"

#include <cmath>

namespace triptych {

namespace {

/// Three digits that count, and no exponent.
QString digits(double value)
{
    const int whole = value == 0 ? 1 : int(std::floor(std::log10(std::abs(value)))) + 1;
    return QString::number(value, 'f', qBound(0, 3 - whole, 12));
}

QString figure(const std::optional<double> &value, const QString &unit)
{
    return value ? digits(*value) + QLatin1Char(' ') + unit : QStringLiteral("–");
}

QString count(const std::optional<qint64> &value)
{
    return value ? QString::number(*value) : QStringLiteral("–");
}

/// A provider's own end is told where it is none that a reader takes for granted.
QString endOf(const LaneRecord &record)
{
    const QString outcome = outcomeName(record.outcome);
    if (record.outcome != LaneOutcome::Complete)
        return outcome;
    switch (record.finish) {
    case FinishReason::Length: return outcome + QStringLiteral(" (cut off at its limit of tokens)");
    case FinishReason::Filtered: return outcome + QStringLiteral(" (withheld or cut by the provider)");
    case FinishReason::Unknown: return outcome + QStringLiteral(" (the provider gave no reason for its end)");
    case FinishReason::Stop:
    case FinishReason::ToolCall: break;
    }
    return outcome;
}

QString figures(const LaneRecord &record)
{
    const QString usd = record.cost.usd ? QLatin1Char('$') + digits(*record.cost.usd) : QStringLiteral("–");
    return QStringLiteral("%1: %2, first text %3, total %4, %5 → %6 tokens, %7, cost %8")
        .arg(record.name(), endOf(record), figure(record.timing.firstTextMs, QStringLiteral("ms")),
             figure(record.timing.totalMs, QStringLiteral("ms")), count(record.usage.input), count(record.usage.output),
             figure(record.timing.outputTokensPerSecond, QStringLiteral("tok/s")), usd);
}

} // namespace

void RunReport::events(const StreamEvents &events)
{
    if (m_asJson || m_lanes != 1)
        return;
    for (const StreamEvent &event : events) {
        if (const auto *delta = std::get_if<TextDelta>(&event))
            m_terminal.text(delta->text);
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
        m_terminal.text(record.text);
    }
    if (!record.text.isEmpty() && !record.text.endsWith(u'\n'))
        m_terminal.write("\n");
    m_terminal.remark(figures(record));
    if (!record.explanation.isEmpty())
        m_terminal.remark(QStringLiteral("  ") + withVisibleControls(record.explanation));
    for (const LaneNote &note : record.notes)
        if (const QString words = noteText(note); !words.isEmpty())
            m_terminal.remark(QStringLiteral("  ") + words);
    for (const LedgerEntry &entry : record.ledger)
        m_terminal.remark(
            QStringLiteral("  %1 %2: %3")
                .arg(entry.parameter,
                     entry.sent.isEmpty() ? QStringLiteral("not sent") : QStringLiteral("sent as ") + entry.sent,
                     entry.reason));
    if (!record.error)
        return;
    m_terminal.complain(record.name() + QStringLiteral(": ") + oneLine(*record.error, record.provider));
}

} // namespace triptych
