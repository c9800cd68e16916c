// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/NdjsonFramer.h"
#include "core/stream/SseFramer.h"

#include <memory>

using namespace triptych;

namespace {

std::unique_ptr<StreamFramer> framer(int kind)
{
    switch (kind) {
    case 0: return std::make_unique<SseFramer>();
    case 1: return std::make_unique<SseFramer>(SseFramer::BareJson::Framed);
    default: return std::make_unique<NdjsonFramer>();
    }
}

/// Every frame in one text. Each piece is a copy that dies as soon as its frames were read, as a socket's buffer does.
QByteArray read(StreamFramer &framer, QByteArrayView body, qsizetype step, qsizetype *kept)
{
    QByteArray text;
    std::vector<Frame> frames;
    const auto take = [&] {
        for (const Frame &frame : frames) {
            text += '\n' + QByteArray::number(int(frame.wasUnterminated)) + frame.event + '|' + frame.data;
            *kept += frame.event.size() + frame.data.size();
        }
        frames.clear();
    };
    for (qsizetype at = 0; at < body.size(); at += step) {
        const auto piece = std::make_unique<QByteArray>(body.sliced(at, qMin(step, body.size() - at)).toByteArray());
        if (framer.feed(*piece, frames) != FramerFault::None)
            qFatal("too large below the limit");
        take();
    }
    framer.finish(frames);
    take();
    return text;
}

} // namespace

/// The first byte picks the framer, the second says how the rest is cut; however it is cut, the frames must be the
/// same, and no larger than it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    const QByteArrayView body(data + 2, qsizetype(size - 2));
    qsizetype kept = 0;
    const QByteArray whole = read(*framer(data[0] % 3), body, body.size(), &kept);
    if (kept > body.size())
        qFatal("more came out than went in");
    if (whole != read(*framer(data[0] % 3), body, 1 + data[1] % 64, &kept))
        qFatal("one stream read in two ways");
    return 0;
}
