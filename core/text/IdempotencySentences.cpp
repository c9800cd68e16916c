// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {

const Sentence sentences[] = {
    {"idempotency.key", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "The Idempotency-Key is not 1 to 255 visible ASCII characters"),
     QT_TRANSLATE_NOOP("ErrorText", "Use a random one for each request, such as a UUID.")},
    {"idempotency.body", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "This Idempotency-Key belongs to a request with another body"),
     QT_TRANSLATE_NOOP("ErrorText", "Use a new key for a new request.")},
    {"idempotency.running", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "The request with this Idempotency-Key is still running"),
     QT_TRANSLATE_NOOP("ErrorText", "Ask again with the same key.")},
    {"idempotency.too_large", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "The answer to this Idempotency-Key was too large to keep"),
     QT_TRANSLATE_NOOP("ErrorText", "It was given once. Use a new key to run the request again.")},
    {"idempotency.lost", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "The gateway held an Idempotency-Key for too long without renewing it"),
     QT_TRANSLATE_NOOP("ErrorText", "The client got its answer, but it is not kept for another try.")},
    {"idempotency.redis", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "Redis does not do what it is asked"),
     QT_TRANSLATE_NOOP("ErrorText", "Check that it runs and can be reached. The next request tries it again.")},
    {"idempotency.redis_auth", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "Redis refuses the user or the password"),
     QT_TRANSLATE_NOOP("ErrorText", "Check them in the address that the gateway was given.")},
    {"idempotency.redis_address", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "The address of Redis is not understood"),
     QT_TRANSLATE_NOOP("ErrorText", "Write it as redis://user:password@host:6379/0; only the host has to be there.")},
    {"idempotency.redis_tls", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Redis over TLS is not supported"),
     QT_TRANSLATE_NOOP("ErrorText", "Use redis:// through a tunnel, or in a network that you trust.")},
};

} // namespace

std::span<const Sentence> idempotencySentences()
{
    return sentences;
}

} // namespace triptych
