// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ollama/OllamaClientReader.h"

#include "core/base/MediaType.h"

#include <algorithm>

namespace triptych::ollama {

namespace {

/// A number of seconds, or a duration such as "0s".
bool isNoTime(const JsonValue &duration)
{
    const std::string_view text = duration.view();
    const bool isWritten = text.find('0') != std::string_view::npos;
    return duration.number() == 0.0 || (isWritten && text.find_first_not_of("0hms.") == std::string_view::npos);
}

} // namespace

void OllamaClientReader::readSettings(const Passed &own)
{
    readFormat();
    readOptions();
    readThink();
    request().isStreamed = readFlag(root()["stream"], QStringLiteral("stream"), true);
    Passed read {"model", "format", "options", "think", "stream", "keep_alive"};
    read.insert(read.end(), own.begin(), own.end());
    readRest(read, {"truncate", "shift", "logprobs", "top_logprobs"}, QStringLiteral("ollama"));
}

void OllamaClientReader::setNothingAsked()
{
    using Errand = ClientRequest::Errand;
    request().errand = isNoTime(root()["keep_alive"]) ? Errand::Unload : Errand::Load;
}

void OllamaClientReader::readImages(const JsonValue &images, const QString &path, ChatTurn &turn)
{
    const QString list = memberPath(path, QLatin1String("images"));
    qsizetype index = 0;
    for (const JsonValue &image : readList(images, list).items())
        readImage(image, itemPath(list, index++), turn);
}

void OllamaClientReader::readImage(const JsonValue &image, const QString &path, ChatTurn &turn)
{
    const std::string_view text = image.view();
    const QByteArray start
        = QByteArray::fromBase64(QByteArray(text.data(), qsizetype(std::min<size_t>(text.size(), 32))));
    const QString type = sniffedMediaType(start);
    if (type.isEmpty())
        fail(path, QStringLiteral("base64 of a PNG, JPEG, GIF, WebP or PDF is wanted"));
    else
        readBase64(type, image, {}, path, turn);
}

void OllamaClientReader::readFormat()
{
    const JsonValue format = root()["format"];
    if (format.view() == "json")
        readAnyJson();
    else if (format.hasValue() && !(format.isString() && format.view().empty()))
        chat().responseSchema = {QStringLiteral("answer"), readObject(format, QStringLiteral("format"))};
}

void OllamaClientReader::readOptions()
{
    const JsonValue options = root()["options"];
    const JsonValue most = options["num_predict"];
    if (most.integer().value_or(0) > 0) // others mean: as many as it likes
        readSetting(QLatin1String("max_tokens"), most, QStringLiteral("options.num_predict"));
    for (const char *key : {"temperature", "top_p", "top_k", "seed"})
        readSetting(QLatin1String(key), options[key], memberPath(QStringLiteral("options"), QLatin1String(key)));
    readStops(options["stop"], QStringLiteral("options.stop"));
}

void OllamaClientReader::readThink()
{
    const JsonValue think = root()["think"];
    if (think.boolean() == false)
        chat().settings.reasoningEffort = QStringLiteral("none");
    else if (think.isString())
        readSetting(QLatin1String("reasoning_effort"), think, QStringLiteral("think"));
}

} // namespace triptych::ollama
