// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/AwsEventFramer.h"

using namespace triptych;

namespace {

/// Every frame in one text, and the fault that ended them.
QByteArray read(QByteArrayView body, qsizetype step, qsizetype *kept)
{
    AwsEventFramer framer;
    std::vector<Frame> frames;
    FramerFault fault = FramerFault::None;
    for (qsizetype at = 0; at < body.size() && fault == FramerFault::None; at += step)
        fault = framer.feed(body.sliced(at, qMin(step, body.size() - at)), frames);
    framer.finish(frames);
    QByteArray text = QByteArray::number(int(fault));
    for (const Frame &frame : frames) {
        text += '\n' + QByteArray::number(int(frame.isError)) + frame.event + '|' + frame.data;
        *kept += frame.event.size() + frame.data.size();
    }
    return text;
}

} // namespace

/// The first byte says how the rest is cut; however it is cut, the frames must be the same, and no larger than it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView body(data + 1, qsizetype(size - 1));
    qsizetype kept = 0;
    const QByteArray whole = read(body, body.size(), &kept);
    if (kept > body.size())
        qFatal("more came out than went in");
    if (whole != read(body, 1 + data[0] % 64, &kept))
        qFatal("one stream read in two ways");
    return 0;
}
