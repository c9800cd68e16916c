// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/dialects/Failure.h"
#include "core/dialects/ollama/OllamaModels.h"

#include <array>

using namespace triptych;

/// The first byte picks a status; up to the first line feed follows a header value, then the body.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static constexpr std::array statuses {302, 400, 401, 402, 403, 404, 413, 422, 429, 500, 503, 529};
    if (size < 1)
        return 0;
    const QByteArray rest(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const QByteArray value = rest.left(rest.indexOf('\n') < 0 ? 0 : rest.indexOf('\n'));
    const HttpResponseHead head {statuses[data[0] % statuses.size()],
                                 {{"retry-after", value},
                                  {"location", value},
                                  {"x-amzn-errortype", value},
                                  {"date", "Sun, 22 Nov 2026 12:00:00 GMT"},
                                  {"x-ratelimit-reset-requests", value}}};
    const Error error = describeHttpFailure(head, rest.mid(value.size()));
    const Error redirect = describeRedirect(QUrl(QStringLiteral("https://a.example/v1")), head);
    const bool isBounded = error.message.size() <= 2000 && error.rawBody.toUtf8().size() <= 8192;
    const bool isPositive = !error.retryAfter || error.retryAfter->count() > 0;
    if (error.cause.isEmpty() || redirect.cause.isEmpty() || !isBounded || !isPositive)
        qFatal("an error that breaks its promises");
    for (const auto dialect : {u"openai-chat", u"openai-responses", u"anthropic", u"gemini", u"ollama", u"bedrock"})
        [[maybe_unused]] const auto models = adapterFor(dialect)->readModels(rest.mid(value.size()));
    [[maybe_unused]] const auto model = ollama::readOllamaModel(rest.mid(value.size()), QStringLiteral("m"));
    return 0;
}
