// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/dialects/RepeatedText.h"
#include "core/dialects/ThinkSplitter.h"
#include "core/stream/FrameReader.h"

#include <utility>

namespace triptych {

/// What the readers of all dialects with JSON frames share: parsing, the tolerance for single bad frames, reasoning
/// inside the text, and the rule that nothing follows a failure.
class JsonFrameReader : public FrameReader
{
public:
    void read(const Frame &frame, StreamEvents &out) final;
    void readWhole(QByteArrayView json, StreamEvents &out) final;
    void finish(StreamEvents &out) final;

protected:
    /// One object of the stream; `event` is the frame's SSE name.
    virtual void readObject(const JsonValue &object, QByteArrayView event, StreamEvents &out) = 0;
    /// The whole answer of a provider that did not stream, or one of the objects in the array that it sent instead of
    /// a stream; false when it has another shape.
    virtual bool readAnswer(const JsonValue &answer, StreamEvents &out) = 0;
    /// The body ended, or [DONE] came (`sawDone`): StreamFinished if the end marker was read.
    virtual void readEnd(bool sawDone, StreamEvents &out) = 0;

    /// The visible text of the answer; what is held back of it comes out before any end.
    ThinkSplitter &content() { return m_content; }
    void fail(Error error, StreamEvents &out);
    void failAsEmpty(StreamEvents &out);
    /// Of the object that is being read nothing matters but `text`, the string of its one member `key`, and reading it
    /// once more would only feed content() with the text again; lets the next ones like it be read without parsing.
    void setOnlyText(std::string_view key, std::string_view text) { m_onlyText = {key, text}; }
    void setInToolCall(bool isInside) { m_isInToolCall = isInside; }

private:
    void end(bool sawDone, StreamEvents &out);
    bool readAnswers(const JsonValue &value, StreamEvents &out);
    bool readAnswerOrError(const JsonValue &answer, StreamEvents &out);
    void readFault(const Frame &frame, QLatin1String cause, StreamEvents &out);
    void parse(const Frame &frame, StreamEvents &out);
    void readParsed(const JsonValue &object, const Frame &frame, StreamEvents &out);
    void noteRepair(StreamEvents &out);

    JsonParser m_parser;
    ThinkSplitter m_content;
    RepeatedText m_repeated;
    std::pair<std::string_view, std::string_view> m_onlyText; ///< Key and text; empty where more came of the object.
    int m_badInARow = 0;
    bool m_isInToolCall = false;
    bool m_hasEnded = false;
};

} // namespace triptych
