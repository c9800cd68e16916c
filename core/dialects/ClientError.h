// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/base/RawJson.h"

namespace triptych {

/// What was wrong with a client's request; cause "request". `path` is the member of the body, such as
/// "messages[2].content", and is part of the message.
Error badRequest(const QString &path, const QString &what);

/// The words that a client is given for an error: the provider's own where there are any, never a key.
QString clientMessage(const Error &error);

/// {"error":{"message","type","param","code"}}, as OpenAI's two protocols write it, whatever the status.
RawJson openAiError(const Error &error, int status = 0);

} // namespace triptych
