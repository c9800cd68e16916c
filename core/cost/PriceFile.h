// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/cost/PriceBook.h"

namespace triptych {

/// The content of prices.json as values.
struct PriceFile
{
    struct Row
    {
        QString provider = {};
        QString model = {};
        ModelPrice price = {};
    };
    QDate generated = {};
    QStringList freeProviders = {};
    std::vector<Row> rows = {};
};

/// An error (cause "prices.format") names the entry and the key that is wrong, or the line.
Result<PriceFile> readPriceFile(QByteArrayView json);

} // namespace triptych
