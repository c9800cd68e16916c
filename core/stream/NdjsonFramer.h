// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/stream/LineReader.h"
#include "core/stream/StreamFramer.h"

namespace triptych {

/// One JSON text on each line; empty lines mean nothing. A line may have 8 MiB.
class NdjsonFramer final : public StreamFramer
{
public:
    static constexpr qsizetype maxLineBytes = 8 << 20;

    FramerFault feed(QByteArrayView bytes, std::vector<Frame> &out) override;
    void finish(std::vector<Frame> &out) override;
    bool canBegin(QByteArrayView start) const override;

private:
    LineReader m_lines {maxLineBytes};
};

} // namespace triptych
