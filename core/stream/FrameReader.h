// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/StreamEvent.h"
#include "core/stream/StreamFramer.h"

namespace triptych {

/// Reads frames of one dialect. Made fresh for every stream, so it may keep state.
class FrameReader
{
public:
    virtual ~FrameReader() = default;
    virtual void read(const Frame &frame, StreamEvents &out) = 0;
    /// A body that is no stream but one whole JSON answer.
    virtual void readWhole(QByteArrayView json, StreamEvents &out) = 0;
    /// The body ended after the last frame: what was held back, then StreamFinished if the end marker was read.
    virtual void finish(StreamEvents &out) = 0;
};

} // namespace triptych
