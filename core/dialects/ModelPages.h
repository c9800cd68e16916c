// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/bedrock/BedrockModels.h"

#include <QUrl>

namespace triptych {

/// Goes through a provider's list page by page. Bedrock has two lists, which only together say what can be asked for.
class ModelPages
{
public:
    static constexpr int mostPages = 20; ///< Of one list; what lies behind them is left out.

    ModelPages() = default;
    /// `list` is where the list of a provider that speaks `dialect` begins.
    ModelPages(QString dialect, const QUrl &list);

    bool isWhole() const { return m_list == m_lists.size(); }
    QUrl next() const; ///< The page to ask for now; not for a list that is whole.
    Result<> read(QByteArrayView page); ///< What next() gave. After an error the list is not to be had.
    std::vector<ModelInfo> models() const;

private:
    bool isBedrock() const { return m_dialect == QLatin1String("bedrock"); }
    Result<> add(QByteArrayView page);
    bool goesOnAfter(QByteArrayView page);

    QString m_dialect;
    std::vector<QUrl> m_lists;
    std::size_t m_list = 0; ///< The one that is read.
    QString m_after; ///< Where its next page begins; empty: at the start.
    int m_pages = 0; ///< Read of it.
    std::vector<ModelInfo> m_models;
    bedrock::ModelOffer m_offer;
};

} // namespace triptych
