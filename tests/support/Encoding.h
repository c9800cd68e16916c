// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/Adapter.h"

/// What the tests of all dialects say to encode a request and look at it.
namespace triptych::encoding {

inline const QString chat = QStringLiteral("openai-chat");
inline const QString converse = QStringLiteral("bedrock");
inline const QString messages = QStringLiteral("anthropic");
inline const QString responses = QStringLiteral("openai-responses");
inline const QString gemini = QStringLiteral("gemini");
inline const QString native = QStringLiteral("ollama");

/// A system turn and a question, for the model "m-1".
ChatRequest hello();
/// The model "m-1" of the provider "p" at https://api.example.com/v1.
Endpoint endpointOf(const QString &dialect, const Quirks &quirks = {});
/// One word an entry: parameter:asked>sent
QString ledgerText(const std::vector<LedgerEntry> &ledger);
/// Ends the test program where the request does not encode.
EncodedRequest encoded(const ChatRequest &request, const Endpoint &endpoint);

} // namespace triptych::encoding
