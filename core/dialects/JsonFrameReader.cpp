// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/JsonFrameReader.h"

#include "core/base/JsonText.h"
#include "core/dialects/ErrorBody.h"
#include "core/dialects/Failure.h"

namespace triptych {

namespace {

constexpr int maxBadInARow = 3;

Error malformed(QLatin1String cause, QByteArrayView raw)
{
    const QString message = cause == QLatin1String("bad_json")
        ? QStringLiteral("The provider sent text that is no JSON.")
        : cause == QLatin1String("truncated") ? QStringLiteral("The answer ended before its end marker.")
                                              : QStringLiteral("The provider's JSON is no answer in this protocol.");
    return {.kind = ErrorKind::MalformedStream, .cause = cause, .message = message, .rawBody = shownBody(raw)};
}

/// The framing gave it a name of its own; the words are in the data.
Error namedError(const Frame &frame)
{
    ErrorBody body = readErrorBody(frame.data);
    if (!frame.event.isEmpty())
        body.type = body.code = QString::fromUtf8(frame.event);
    return describeInBandError(body);
}

} // namespace

void JsonFrameReader::read(const Frame &frame, StreamEvents &out)
{
    std::string_view text;
    if (!m_hasEnded && !frame.isError && m_repeated.read(frame, text))
        m_content.feed(text, out);
    else if (!m_hasEnded)
        parse(frame, out);
}

void JsonFrameReader::parse(const Frame &frame, StreamEvents &out)
{
    m_repeated.forget();
    if (frame.isError)
        return fail(namedError(frame), out);
    const QByteArrayView data = QByteArrayView(frame.data).trimmed();
    if (data.isEmpty())
        return;
    if (data == "[DONE]")
        return end(true, out);
    const JsonValue value = m_parser.parse(data);
    const JsonValue object = value.isArray() ? value.first() : value;
    const bool isJson = !value.isAbsent() || m_parser.fault() == JsonFault::TooDeep;
    if (!object.isObject())
        return readFault(frame, QLatin1String(isJson ? "schema" : "bad_json"), out);
    m_badInARow = 0;
    noteRepair(out);
    if (frame.event == "error")
        return fail(describeInBandError(readErrorBody(data)), out);
    readParsed(object, frame, out);
}

void JsonFrameReader::readParsed(const JsonValue &object, const Frame &frame, StreamEvents &out)
{
    m_onlyText = {};
    const size_t before = out.size();
    readObject(object, frame.event, out);
    const auto [key, text] = m_onlyText;
    const bool isOneEvent = out.size() == before + 1 && std::holds_alternative<TextDelta>(out.back());
    if (!text.empty() && isOneEvent && m_parser.repairs() + m_parser.leftOut() == 0)
        m_repeated.learn(frame, key, text);
}

/// A single bad frame is noted and skipped; a frame that the body's end cut off is no fault of its own.
void JsonFrameReader::readFault(const Frame &frame, QLatin1String cause, StreamEvents &out)
{
    if (frame.wasUnterminated)
        return;
    if (frame.event == "error")
        return fail(describeInBandError(readErrorBody(frame.data)), out);
    if (++m_badInARow >= maxBadInARow || m_isInToolCall)
        return fail(malformed(cause, frame.data), out);
    out.push_back(StreamNote {cause + QStringLiteral("_skipped")});
}

void JsonFrameReader::readWhole(QByteArrayView json, StreamEvents &out)
{
    const JsonValue value = m_parser.parse(json);
    if (value.isAbsent() && m_parser.fault() != JsonFault::TooDeep)
        return fail(malformed(QLatin1String(isBalancedJson(json) ? "bad_json" : "truncated"), json), out);
    noteRepair(out);
    if (readAnswers(value, out))
        return;
    if (auto error = errorInsteadOf(value))
        return fail(describeInBandError(*error), out);
    fail(malformed(QLatin1String("content_type"), json), out);
}

bool JsonFrameReader::readAnswers(const JsonValue &value, StreamEvents &out)
{
    if (!value.isArray())
        return readAnswerOrError(value, out);
    bool isAnswer = false;
    for (const JsonValue &item : value.items())
        if (!m_hasEnded)
            isAnswer = readAnswerOrError(item, out) || isAnswer;
    return isAnswer;
}

bool JsonFrameReader::readAnswerOrError(const JsonValue &answer, StreamEvents &out)
{
    if (!answer.isObject())
        return false;
    const auto error = errorIn(answer);
    if (error)
        fail(describeInBandError(*error), out);
    return error || readAnswer(answer, out);
}

void JsonFrameReader::finish(StreamEvents &out)
{
    if (!m_hasEnded)
        end(false, out);
}

void JsonFrameReader::end(bool sawDone, StreamEvents &out)
{
    m_hasEnded = true;
    m_content.finish(out);
    readEnd(sawDone, out);
}

void JsonFrameReader::fail(Error error, StreamEvents &out)
{
    m_hasEnded = true;
    m_content.finish(out);
    out.push_back(StreamFailed {std::move(error)});
}

void JsonFrameReader::failAsEmpty(StreamEvents &out)
{
    fail({.kind = ErrorKind::MalformedStream,
          .cause = QStringLiteral("empty"),
          .message = QStringLiteral("The answer had no content.")},
         out);
}

void JsonFrameReader::noteRepair(StreamEvents &out)
{
    if (m_parser.repairs() > 0)
        out.push_back(StreamNote {QStringLiteral("utf8_repaired"), m_parser.repairs()});
    if (m_parser.leftOut() > 0)
        out.push_back(StreamNote {QStringLiteral("number_skipped"), m_parser.leftOut()});
}

} // namespace triptych
