// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"

#include <QDate>
#include <QHash>
#include <QSet>

namespace triptych {

/// USD for a million tokens; absent = unknown, which never counts as 0.
struct ModelPrice
{
    std::optional<double> input = {};
    std::optional<double> output = {};
    std::optional<double> cachedInput = {};
    std::optional<double> cacheWrite = {}; ///< Absent: written at the price of input.
    struct LongPrompt
    {
        qint64 above = 0; ///< Prompt tokens, cached ones included.
        std::optional<double> input = {}, output = {}, cachedInput = {}, cacheWrite = {};
    };
    std::optional<LongPrompt> longPrompt = {};
    std::optional<qint64> contextTokens = {};
    std::optional<qint64> maxOutputTokens = {};
    QDate sourceDate = {};
    bool isFree = false; ///< A server of one's own: nobody bills it.
};

/// Prices by provider and model. Immutable once read; a copy is cheap.
class PriceBook
{
public:
    /// An error (cause "prices.format") names the entry and the key that is wrong, or the line.
    static Result<PriceBook> fromJson(QByteArrayView json);

    /// The entry of that id, else the one of the id without its snapshot date ("-20251022", "-2026-10-01", "@20251022", "@latest").
    std::optional<ModelPrice> find(const QString &provider, const QString &model) const;
    std::vector<std::pair<QString, ModelPrice>> models(const QString &provider) const; ///< In the order of the file.
    QDate date() const { return m_date; }

    /// What a lane cost: the provider's own figure, else from prices, else unknown. Every part that was used must have a price.
    LaneCost costOf(const QString &provider, const QString &model, const TokenUsage &usage) const;

private:
    QHash<QString, std::vector<std::pair<QString, ModelPrice>>> m_models;
    QSet<QString> m_freeProviders;
    QDate m_date;
};

} // namespace triptych
