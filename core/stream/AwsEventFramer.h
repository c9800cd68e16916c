// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/stream/StreamFramer.h"

namespace triptych {

/// application/vnd.amazon.eventstream: binary messages with two check sums, which must both be right. Headers may have
/// 128 KiB, a payload 24 MiB. An event's frame has its name; that of an exception or an error has the name of that and
/// is marked. A message that the body's end cuts off is given up, since nothing vouches for what came of it.
class AwsEventFramer final : public StreamFramer
{
public:
    static constexpr qsizetype maxHeaderBytes = 128 << 10;
    static constexpr qsizetype maxPayloadBytes = 24 << 20;

    FramerFault feed(QByteArrayView bytes, std::vector<Frame> &out) override;
    void finish(std::vector<Frame> &) override {}
    bool canBegin(QByteArrayView start) const override;

private:
    QByteArray m_held; ///< A message that is not whole yet.
    FramerFault m_fault = FramerFault::None;
};

} // namespace triptych
