// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/HttpMessage.h"
#include "core/dialects/ErrorBody.h"

namespace triptych {

/// What a reply that is no success means, for every dialect: its cause, whether waiting helps, the provider's own
/// words.
Error describeHttpFailure(const HttpResponseHead &head, QByteArrayView body);

/// An error inside an answer that began as a success: cause provider.<type>.
Error describeInBandError(const ErrorBody &body);

/// A finish reason that is a failure: cause provider.<reason>. `words` are what the provider says about it.
Error describeFailedFinish(std::string_view reason, const QString &words = {});

/// A success whose body is not what was asked for: the error that it carries, otherwise `schema`.
Error describeUnexpected(const JsonValue &root, QByteArrayView body);

/// A 3xx reply: `redirect` within the request's origin, otherwise `redirect_cross_origin`. Nothing is ever followed.
Error describeRedirect(const QUrl &requestUrl, const HttpResponseHead &head);

} // namespace triptych
