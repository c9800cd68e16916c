// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ClientError.h"

#include "core/base/JsonWriter.h"

namespace triptych {

namespace {

QString openAiType(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput:
    case ErrorKind::Rejected:
    case ErrorKind::Unsupported: return QStringLiteral("invalid_request_error");
    case ErrorKind::Unauthorized: return QStringLiteral("authentication_error");
    case ErrorKind::RateLimited: return QStringLiteral("rate_limit_error");
    default: return QStringLiteral("server_error");
    }
}

void writeTextOrNull(JsonWriter &json, QStringView key, const QString &text)
{
    json.key(key);
    text.isEmpty() ? json.null() : json.value(text);
}

} // namespace

Error badRequest(const QString &path, const QString &what)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("request"),
            .message = path.isEmpty() ? what : QStringLiteral("%1: %2").arg(path, what),
            .httpStatus = 400,
            .parameter = path};
}

QString clientMessage(const Error &error)
{
    return error.message.isEmpty() ? error.cause : error.message;
}

RawJson openAiError(const Error &error, int)
{
    JsonWriter json;
    json.beginObject().key(u"error").beginObject().member(u"message", clientMessage(error));
    json.member(u"type", openAiType(error.kind));
    writeTextOrNull(json, u"param", error.parameter);
    writeTextOrNull(json, u"code", error.cause);
    json.endObject().endObject();
    return json.take();
}

} // namespace triptych
