// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/chat/Endpoint.h"
#include "core/dialects/SettingsFilter.h"

namespace triptych {

/// What a dialect can say beside words and calls.
struct DialectContent
{
    QLatin1String dialect = {}; ///< Its own opaque parts stay.
    QStringList mediaTypes = {}; ///< MIME types.
    bool hasCacheMarks = false;
    bool hasSchema = false;
};

/// The request with what dialect and model can take; every other part, tool and schema is listed in the ledger.
ChatRequest fittingRequest(ChatRequest request, const DialectContent &known, const Endpoint &endpoint,
                           std::vector<LedgerEntry> &ledger);

/// A call's arguments where a protocol demands an object: {} and a note where they are none.
RawJson sentArguments(const ToolCallPart &call, SettingsFilter &filter);

/// Whether a dialect has a place for PDF files.
bool takesDocuments(QStringView dialect);

/// image/png, image/jpeg, image/gif and image/webp: what most dialects take.
QStringList usualImageTypes();

/// These, and application/pdf.
QStringList usualMediaTypes();

} // namespace triptych
