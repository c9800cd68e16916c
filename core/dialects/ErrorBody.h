// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"

#include <chrono>

namespace triptych {

/// What an error says, whatever form a provider gave it. Texts are short and free of keys.
struct ErrorBody
{
    QString code = {}; ///< The most specific machine word.
    QString type = {}; ///< The class of error, coarser than the code.
    QString message = {};
    QString requestId = {};
    QString parameter = {}; ///< The field of the request that it names.
    QString raw = {}; ///< At most 8 KiB.
    std::optional<int> status = {}; ///< A status code that stands in the body.
    std::optional<std::chrono::milliseconds> retryAfter = {};

    /// The word for a cause: snake_case, from type, else code, else status; "error" when it has none.
    QString word() const;
};

/// The error that `answer` carries: `error` in any form, also wrapped in an array or below choices[0].
std::optional<ErrorBody> errorIn(const JsonValue &answer);

/// Like errorIn(), but also takes what only an error can be where an answer was due: `detail`, `message`, `errors`.
std::optional<ErrorBody> errorInsteadOf(const JsonValue &answer);

/// Makes the best of any bytes: JSON in any of these forms, a page, or plain text.
ErrorBody readErrorBody(QByteArrayView body);

/// At most 8 KiB of a body as text that shows no key.
QString shownBody(QByteArrayView body);

/// A sentence of a provider: at most 2000 characters in which no key and no control character shows.
QString shortText(const QString &text);

/// The text with what looks like an API key shortened to its first characters.
QString withoutKeys(QString text);

} // namespace triptych
