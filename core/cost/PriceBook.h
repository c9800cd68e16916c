// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/ModelPrice.h"

#include <QHash>
#include <QSet>
#include <vector>

namespace triptych {

/// Prices by provider and model. Immutable once read; a copy is cheap. An id is but a name that a person may give to
/// another server, so ProviderCatalog decides where these prices hold.
class PriceBook
{
public:
    /// An error (cause "prices.format") names the entry and the key that is wrong, or the line.
    static Result<PriceBook> fromJson(QByteArrayView json);

    /// The entry of that id, else the one of the id without its snapshot date ("-20251022", "-2026-10-01", "@20251022",
    /// "@latest").
    std::optional<ModelPrice> find(const QString &provider, const QString &model) const;
    std::vector<std::pair<QString, ModelPrice>> models(const QString &provider) const; ///< In the order of the file.
    /// Free where it runs on this machine.
    bool isOwnServer(const QString &provider) const { return m_freeProviders.contains(provider); }
    QDate date() const { return m_date; }

private:
    QHash<QString, std::vector<std::pair<QString, ModelPrice>>> m_models;
    QSet<QString> m_freeProviders;
    QDate m_date;
};

} // namespace triptych
