// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Endpoint.h"
#include "core/chat/LaneSettings.h"

namespace triptych {

/// What a dialect can say at all.
struct DialectLimits
{
    bool hasTopK = false;
    bool hasSeed = false;
    bool hasStop = true;
    bool hasReasoningBudget = false;
    bool samplesWhenQuiet = false; ///< A model that refuses sampling values takes them while it is asked not to reason.
    bool mustBeQuiet = false; ///< Something else in the request goes only with a model that does not reason.
    QStringList efforts = {}; ///< For models that name none; empty: any.
    double maxTemperature = 2;
    qsizetype mostStops = 0; ///< 0: any number.
};

/// Turns what was asked into what can be sent, and writes every difference into the ledger.
class SettingsFilter
{
public:
    SettingsFilter(const LaneSettings &asked, const Endpoint &endpoint, std::vector<LedgerEntry> &ledger)
        : m_settings(asked),
          m_endpoint(endpoint),
          m_ledger(ledger)
    {}

    /// Applies everything that model, quirks and dialect forbid.
    void apply(const DialectLimits &limits);
    /// Unsets one value, by its key; nothing happens when it is not set.
    void drop(QLatin1String key, QLatin1String reason);
    /// One entry says what was asked at first and what is sent in the end, however many steps lie between.
    void note(QLatin1String key, const QString &asked, const QString &sent, QLatin1String reason);

    const LaneSettings &settings() const { return m_settings; }

private:
    void beQuiet();
    void applyEffort(const QStringList &dialectEfforts);
    void applyRefusals(bool samplesWhenQuiet);
    void applyRanges(double maxTemperature);
    void applyStops(qsizetype most);

    LaneSettings m_settings;
    const Endpoint &m_endpoint;
    std::vector<LedgerEntry> &m_ledger;
};

/// Of `known`, the effort that is nearest to `wanted`; the lower one of two. `wanted` itself where nothing is known.
QString nearestEffort(const QString &wanted, const QStringList &known);

} // namespace triptych
