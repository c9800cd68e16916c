// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/ChatRequest.h"
#include "core/chat/Endpoint.h"

#include <QByteArrayView>
#include <optional>

namespace triptych {

/// Asks how many tokens `request` has, without having it answered: what the dialect makes of it, less what is no part
/// of the prompt. Nothing where the endpoint has no path for it, and for a request that the dialect cannot write.
std::optional<HttpRequest> countRequest(const ChatRequest &request, const Endpoint &endpoint);

/// Reads the answer. MalformedStream "schema" where it has no number, or one that no prompt has.
Result<qint64> countedTokens(QStringView dialect, QByteArrayView body);

} // namespace triptych
