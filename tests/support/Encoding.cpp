// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/Encoding.h"

namespace triptych::encoding {

ChatRequest hello()
{
    return {.model = QStringLiteral("m-1"),
            .turns = {ChatTurn::text(Role::System, QStringLiteral("Be brief.")),
                      ChatTurn::text(Role::User, QStringLiteral("潮汐?"))}};
}

Endpoint endpointOf(const QString &dialect, const Quirks &quirks)
{
    return {.providerId = QStringLiteral("p"),
            .dialect = dialect,
            .baseUrl = QStringLiteral("https://api.example.com/v1"),
            .quirks = quirks,
            .model = {.id = QStringLiteral("m-1")}};
}

QString ledgerText(const std::vector<LedgerEntry> &ledger)
{
    QStringList lines;
    for (const LedgerEntry &entry : ledger)
        lines += QStringLiteral("%1:%2>%3").arg(entry.parameter, entry.asked, entry.sent);
    return lines.join(QLatin1Char(' '));
}

EncodedRequest encoded(const ChatRequest &request, const Endpoint &endpoint)
{
    auto result = adapterFor(endpoint.dialect)->encode(request, endpoint);
    if (!result)
        qFatal("the request must encode");
    return std::move(result).value();
}

} // namespace triptych::encoding
