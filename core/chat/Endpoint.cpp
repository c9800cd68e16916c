// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/Endpoint.h"

#include <QUrlQuery>

namespace triptych {

QUrl Endpoint::url(QStringView path) const
{
    QString text = baseUrl;
    while (text.endsWith(QLatin1Char('/')))
        text.chop(1);
    QString wanted = path.toString();
    wanted.replace(QLatin1String("{model}"), QString::fromLatin1(QUrl::toPercentEncoding(model.id)));
    if (!wanted.isEmpty() && !wanted.startsWith(QLatin1Char('/')))
        wanted.prepend(QLatin1Char('/'));
    if (!text.endsWith(wanted))
        text += wanted;

    QUrl url(text, QUrl::StrictMode);
    if (!query.isEmpty()) {
        QUrlQuery pairs(url);
        for (auto item = query.cbegin(); item != query.cend(); ++item)
            pairs.addQueryItem(item.key(), QString::fromLatin1(QUrl::toPercentEncoding(item.value())));
        url.setQuery(pairs);
    }
    return url;
}

} // namespace triptych
