// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/HttpMessage.h"
#include "core/stream/FrameReader.h"
#include "core/stream/StreamFramer.h"

#include <memory>

namespace triptych {

/// Framer and reader joined, with the terminal-event rule applied once for every dialect:
/// any number of events, then exactly one StreamFinished or StreamFailed, then silence.
class StreamDecoder final
{
public:
    /// `head` decides whether the body is a stream, one whole JSON answer, or a page that is neither.
    StreamDecoder(std::unique_ptr<StreamFramer> framer, std::unique_ptr<FrameReader> reader,
                  const HttpResponseHead &head);
    ~StreamDecoder();

    void feed(QByteArrayView bytes, StreamEvents &out);
    /// The body ended (as HTTP sees it, well or not); emits a terminal event if none came. `transportError` is the
    /// reason when HTTP itself broke; it never overrides an end marker that was read.
    void finish(StreamEvents &out, const std::optional<Error> &transportError = {});
    bool isDone() const; ///< The terminal event was emitted.
    bool hasContent() const; ///< Reasoning, text or a tool call came.

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
