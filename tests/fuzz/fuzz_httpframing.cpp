// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ContentDecoder.h"
#include "core/net/HttpFraming.h"

using namespace triptych;

namespace {

struct Outcome
{
    HttpResponseHead head;
    QByteArray body;
    QString cause;
};

Outcome read(const QByteArray &wire, qsizetype step)
{
    ResponseParser parser;
    Outcome outcome;
    for (qsizetype at = 0; at < wire.size() && !parser.isDone() && outcome.cause.isEmpty(); at += step) {
        const QByteArray piece = wire.mid(at, step);
        if (const Result<> result = parser.feed(piece); !result)
            outcome.cause = result.error().cause;
        for (const QByteArrayView bytes : parser.pieces())
            outcome.body.append(bytes);
    }
    if (outcome.cause.isEmpty() && !parser.isDone()) {
        if (const Result<> result = parser.close(); !result)
            outcome.cause = result.error().cause;
    }
    if (outcome.cause.isEmpty())
        outcome.head = parser.head();
    return outcome;
}

qint64 decodedSize(const Outcome &outcome)
{
    ContentDecoder decoder(outcome.head.header("content-encoding"));
    qint64 size = 0;
    const Result<> result = decoder.decode(outcome.body, [&size](QByteArrayView bytes) { size += bytes.size(); });
    if (!result || !decoder.finish())
        return -1;
    return size;
}

} // namespace

/// The first byte says how the rest is cut; however it is cut, the outcome must be the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray wire(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const Outcome whole = read(wire, wire.size());
    const Outcome cut = read(wire, 1 + data[0] % 64);
    const bool isSame = whole.cause == cut.cause && whole.body == cut.body && whole.head.status == cut.head.status
        && whole.head.headers == cut.head.headers;
    const bool isBounded
        = whole.head.headers.size() <= size_t(ResponseParser::maxHeaders) && whole.body.size() <= wire.size();
    if (!isSame || !isBounded)
        qFatal("one answer read in two ways");
    if (whole.cause.isEmpty() && decodedSize(whole) > ContentDecoder::maxBytes)
        qFatal("decoded beyond the bound");
    return 0;
}
