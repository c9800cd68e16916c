// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/dialects/ThinkSplitter.h"
#include "core/stream/FrameReader.h"

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
    void setInToolCall(bool isInside) { m_isInToolCall = isInside; }

private:
    void end(bool sawDone, StreamEvents &out);
    bool readAnswers(const JsonValue &value, StreamEvents &out);
    bool readAnswerOrError(const JsonValue &answer, StreamEvents &out);
    void readFault(const Frame &frame, QLatin1String cause, StreamEvents &out);
    void noteRepair(StreamEvents &out);

    JsonParser m_parser;
    ThinkSplitter m_content;
    int m_badInARow = 0;
    bool m_isInToolCall = false;
    bool m_hasEnded = false;
    bool m_notedRepair = false;
    bool m_notedBad = false;
};

} // namespace triptych
