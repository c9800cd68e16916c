// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/cost/PriceBook.h"

#include "core/cost/PriceFile.h"

#include <QRegularExpression>
#include <algorithm>

namespace triptych {

namespace {

using Rows = std::vector<std::pair<QString, ModelPrice>>;

const ModelPrice *rowOf(const Rows &rows, const QString &model)
{
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto &entry) { return entry.first == model; });
    return row == rows.end() ? nullptr : &row->second;
}

/// The id that a dated snapshot belongs to; the id itself when it has no date at its end. A version such as "-2512" is
/// no date.
QString withoutSnapshot(const QString &model)
{
    static const QRegularExpression snapshot(
        QStringLiteral("(?:@latest|[-@](20\\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\\d|3[01]))$"));
    return QString(model).remove(snapshot);
}

} // namespace

Result<PriceBook> PriceBook::fromJson(QByteArrayView json)
{
    const Result<PriceFile> file = readPriceFile(json);
    if (!file)
        return file.error();
    PriceBook book;
    book.m_date = file.value().generated;
    book.m_freeProviders = {file.value().freeProviders.begin(), file.value().freeProviders.end()};
    book.m_freeProviders.insert(QStringLiteral("local"));
    for (const PriceFile::Row &row : file.value().rows) {
        Rows &rows = book.m_models[row.provider];
        if (rowOf(rows, row.model))
            return Error {.cause = QStringLiteral("prices.format"),
                          .message = QStringLiteral("%1/%2 is listed twice").arg(row.provider, row.model)};
        rows.emplace_back(row.model, row.price);
    }
    return book;
}

std::optional<ModelPrice> PriceBook::find(const QString &provider, const QString &model) const
{
    if (isOwnServer(provider))
        return ModelPrice {.sourceDate = m_date, .isFree = true};
    const auto rows = m_models.constFind(provider);
    if (rows == m_models.constEnd())
        return {};
    if (const ModelPrice *exact = rowOf(*rows, model))
        return *exact;
    if (const ModelPrice *family = rowOf(*rows, withoutSnapshot(model)))
        return *family;
    return {};
}

std::vector<std::pair<QString, ModelPrice>> PriceBook::models(const QString &provider) const
{
    return m_models.value(provider);
}

} // namespace triptych
