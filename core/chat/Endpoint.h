// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"
#include "core/chat/HttpMessage.h"
#include "core/chat/ModelInfo.h"
#include "core/chat/Quirk.h"

#include <QMap>
#include <QString>
#include <optional>
#include <vector>

namespace triptych {

/// Where and how one lane is sent, without its key.
struct Endpoint
{
    QString providerId = {};
    QString dialect = {};
    QString baseUrl = {}; ///< Fields filled in.
    HttpHeaders headers = {};
    RawJson body = {}; ///< Merged into every body as RFC 7396 says.
    QMap<QString, QString> query = {};
    QString chatPath = {}; ///< Empty: the dialect's own; may hold {model}.
    QString countPath = {}; ///< Where the provider counts the tokens of a request; empty: it does not.
    Quirks quirks = {};
    ModelInfo model = {};

    /// baseUrl + path as cli.md says: a baseUrl that already ends in the path is taken as it is.
    QUrl url(QStringView path) const;
};

/// One thing that was asked and not sent as asked. Empty `sent` = dropped.
struct LedgerEntry
{
    QString parameter = {};
    QString asked = {};
    QString sent = {};
    QString reason = {}; ///< English; ErrorText translates the known ones.

    bool operator==(const LedgerEntry &) const = default;
};

/// What a dialect made of a request: bytes to send, and what it could not say.
struct EncodedRequest
{
    HttpRequest http = {};
    std::vector<LedgerEntry> ledger = {};
};

} // namespace triptych
