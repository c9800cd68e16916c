// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/SettingsFilter.h"

#include "core/chat/LedgerReason.h"

#include <algorithm>

namespace triptych {

namespace {

const QStringList &effortOrder()
{
    static const QStringList order {QStringLiteral("none"),   QStringLiteral("minimal"), QStringLiteral("low"),
                                    QStringLiteral("medium"), QStringLiteral("high"),    QStringLiteral("xhigh"),
                                    QStringLiteral("max")};
    return order;
}

void unset(LaneSettings &settings, QLatin1String key)
{
    if (key == QLatin1String("max_tokens"))
        settings.maxTokens.reset();
    else if (key == QLatin1String("temperature"))
        settings.temperature.reset();
    else if (key == QLatin1String("top_p"))
        settings.topP.reset();
    else if (key == QLatin1String("top_k"))
        settings.topK.reset();
    else if (key == QLatin1String("seed"))
        settings.seed.reset();
    else if (key == QLatin1String("stop"))
        settings.stop.reset();
    else if (key == QLatin1String("reasoning_effort"))
        settings.reasoningEffort.reset();
    else if (key == QLatin1String("reasoning_budget"))
        settings.reasoningBudget.reset();
}

bool isSampling(const QString &key)
{
    return key == QLatin1String("temperature") || key == QLatin1String("top_p") || key == QLatin1String("top_k");
}

} // namespace

QString nearestEffort(const QString &wanted, const QStringList &known)
{
    const auto at = effortOrder().indexOf(wanted);
    if (known.isEmpty() || known.contains(wanted) || at < 0)
        return wanted;
    QString nearest = wanted;
    qsizetype distance = effortOrder().size();
    for (const QString &effort : effortOrder()) {
        const qsizetype away = qAbs(effortOrder().indexOf(effort) - at);
        const bool wouldSwitchOff = effort == QLatin1String("none");
        if (known.contains(effort) && !wouldSwitchOff && away < distance) {
            nearest = effort;
            distance = away;
        }
    }
    return nearest;
}

void SettingsFilter::apply(const DialectLimits &limits)
{
    using namespace ledger_reason;
    if (!limits.hasSeed)
        drop(QLatin1String("seed"), notInProtocol);
    if (!limits.hasStop)
        drop(QLatin1String("stop"), notInProtocol);
    if (!limits.hasTopK)
        drop(QLatin1String("top_k"), notInProtocol);
    if (!limits.hasReasoningBudget)
        drop(QLatin1String("reasoning_budget"), notInProtocol);
    if (m_endpoint.model.reasoning == false) {
        drop(QLatin1String("reasoning_effort"), doesNotReason);
        drop(QLatin1String("reasoning_budget"), doesNotReason);
    }
    if (limits.mustBeQuiet)
        beQuiet();
    applyRefusals(limits.samplesWhenQuiet);
    applyEffort(limits.efforts);
    applyRanges(m_endpoint.quirks.contains(Quirk::TemperatureToOne) ? 1.0 : limits.maxTemperature);
    if (limits.mostStops > 0)
        applyStops(limits.mostStops);
}

void SettingsFilter::beQuiet()
{
    const QString none = QStringLiteral("none");
    drop(QLatin1String("reasoning_budget"), ledger_reason::toolsOrReasoning);
    if (m_settings.reasoningEffort == none)
        return;
    note(QLatin1String("reasoning_effort"), m_settings.reasoningEffort.value_or(QString()), none,
         ledger_reason::toolsOrReasoning);
    m_settings.reasoningEffort = none;
}

void SettingsFilter::applyRefusals(bool samplesWhenQuiet)
{
    const QString none = QStringLiteral("none");
    const bool isQuiet
        = samplesWhenQuiet && m_settings.reasoningEffort == none && m_endpoint.model.reasoningEfforts.contains(none);
    for (const auto &[key, value] : settingWords(m_settings))
        if (m_endpoint.model.refusedParameters.contains(key) && !(isQuiet && isSampling(key)))
            drop(QLatin1String(key.toLatin1()), ledger_reason::refusedByModel);
    if (!m_endpoint.quirks.contains(Quirk::FixedSampling))
        return;
    if (m_settings.temperature != 1.0)
        drop(QLatin1String("temperature"), ledger_reason::fixedSampling);
    drop(QLatin1String("top_p"), ledger_reason::fixedSampling);
}

void SettingsFilter::applyEffort(const QStringList &dialectEfforts)
{
    if (!m_settings.reasoningEffort)
        return;
    const QString asked = *m_settings.reasoningEffort;
    const QStringList &listed = m_endpoint.model.reasoningEfforts;
    const QString sent = nearestEffort(asked, listed.isEmpty() ? dialectEfforts : listed);
    if (asked == sent)
        return;
    m_settings.reasoningEffort = sent;
    note(QLatin1String("reasoning_effort"), asked, sent,
         asked == QLatin1String("none") ? ledger_reason::alwaysReasons : ledger_reason::nearestEffort);
}

void SettingsFilter::applyRanges(double maxTemperature)
{
    if (const auto limit = m_endpoint.model.maxOutputTokens; limit && m_settings.maxTokens > *limit) {
        note(QLatin1String("max_tokens"), QString::number(*m_settings.maxTokens), QString::number(*limit),
             ledger_reason::aboveModelLimit);
        m_settings.maxTokens = limit;
    }
    if (m_settings.temperature > maxTemperature) {
        note(QLatin1String("temperature"), QString::number(*m_settings.temperature), QString::number(maxTemperature),
             ledger_reason::aboveRange);
        m_settings.temperature = maxTemperature;
    }
}

/// The first ones are sent; which of them matters most, nobody can tell.
void SettingsFilter::applyStops(qsizetype most)
{
    if (!m_settings.stop || m_settings.stop->size() <= most)
        return;
    note(QLatin1String("stop"), QString::number(m_settings.stop->size()), QString::number(most),
         ledger_reason::aboveRange);
    m_settings.stop->resize(most);
}

void SettingsFilter::drop(QLatin1String key, QLatin1String reason)
{
    for (const auto &[word, value] : settingWords(m_settings)) {
        if (word != key)
            continue;
        note(key, value, {}, reason);
        unset(m_settings, key);
        return;
    }
}

void SettingsFilter::note(QLatin1String key, const QString &asked, const QString &sent, QLatin1String reason)
{
    const auto earlier = std::find_if(m_ledger.begin(), m_ledger.end(), [&](const LedgerEntry &entry) {
        return entry.parameter == key && !entry.sent.isEmpty() && entry.sent == asked;
    });
    if (earlier == m_ledger.end())
        m_ledger.push_back({key, asked, sent, reason});
    else
        *earlier = {key, earlier->asked, sent, reason};
}

} // namespace triptych
