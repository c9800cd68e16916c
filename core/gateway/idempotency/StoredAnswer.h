// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/HttpMessage.h"

namespace triptych {

/// An answer as it is given again, byte for byte. It may hold what a model said; nothing of it is written to a log.
struct StoredAnswer
{
    static constexpr qsizetype maxBodyBytes = 8 << 20;

    int status = 0; ///< 0: there was an answer, but it was too large to keep.
    HttpHeaders headers = {}; ///< Those of the content.
    QByteArray body = {};

    bool operator==(const StoredAnswer &) const = default;
};

/// Whether an answer of this status is the last word on its request: an answer that is whole, or a refusal that no
/// other try can change. Anything else frees the key, so that another try is one. (Some services keep their 500s too;
/// here nothing was delivered then, and a key that repeats a failure for a day helps nobody.)
bool isLastWord(int status);

/// What is kept of it: without headers and body, and of status 0, when it is too large.
StoredAnswer withinBounds(StoredAnswer answer);

/// Headers in one piece of text and back, for the stores; they come from our own writer and hold no line breaks.
QByteArray headerLines(const HttpHeaders &headers);
HttpHeaders headersOf(const QByteArray &lines);

} // namespace triptych
