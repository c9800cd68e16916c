// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <vector>

namespace triptych {

/// One unit of a stream, before anybody looks at its meaning. Its bytes may be those that were fed: it is to be read,
/// or copied deeply, while they live.
struct Frame
{
    QByteArray event = {}; ///< SSE event name, or the like of another framing; empty when there is none.
    QByteArray data = {};
    bool wasUnterminated = false; ///< The body ended inside it.
    bool isError = false; ///< The framing itself says so; `event` is the name of the error then.
};

enum class FramerFault : quint8 { None, TooLarge, Malformed };

/// Cuts bytes into frames. However the bytes are cut, the frames are the same.
class StreamFramer
{
public:
    virtual ~StreamFramer() = default;
    virtual FramerFault feed(QByteArrayView bytes, std::vector<Frame> &out) = 0;
    /// The body ended; gives a last frame that had no end of its own.
    virtual void finish(std::vector<Frame> &out) = 0;
    /// Whether a body may be this framing although its content type does not say so; `start` is its first line or so,
    /// without leading line breaks.
    virtual bool canBegin(QByteArrayView start) const = 0;
};

} // namespace triptych
