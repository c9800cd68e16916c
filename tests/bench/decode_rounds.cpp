// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/stream/StreamDecoder.h"

#include <QFile>
#include <chrono>
#include <cstdio>

using namespace triptych;

namespace {

/// What one round gave: enough to know that both sides read the same.
struct Decoded
{
    qsizetype events = 0;
    qsizetype characters = 0;
    bool isComplete = false;

    void add(const StreamEvents &more)
    {
        events += qsizetype(more.size());
        for (const StreamEvent &event : more) {
            if (const auto *delta = std::get_if<TextDelta>(&event))
                characters += delta->text.size();
            isComplete = isComplete || std::holds_alternative<StreamFinished>(event);
        }
    }
};

/// The body in pieces of `size` bytes; 0 stands for one event each.
std::vector<QByteArrayView> piecesOf(QByteArrayView body, qsizetype size)
{
    std::vector<QByteArrayView> pieces;
    for (qsizetype at = 0, end = 0; at < body.size(); at = end) {
        end = size == 0 ? body.indexOf("\n\n", at) + 2 : qMin(at + size, body.size());
        pieces.push_back(body.sliced(at, end - at));
    }
    return pieces;
}

Decoded decode(const Adapter &adapter, const std::vector<QByteArrayView> &pieces)
{
    StreamDecoder decoder(adapter.newFramer(), adapter.newReader(Endpoint {}),
                          {200, {{"content-type", "text/event-stream"}}});
    Decoded decoded;
    StreamEvents events;
    for (const QByteArrayView piece : pieces) {
        events.clear();
        decoder.feed(piece, events);
        decoded.add(events);
    }
    events.clear();
    decoder.finish(events);
    decoded.add(events);
    return decoded;
}

} // namespace

/// decode_rounds DIALECT FILE PIECE: for each line of standard input decodes the file once, from pieces of PIECE bytes,
/// or of one event each where that is "event", and prints "<seconds> <events> <characters of text>".
int main(int argc, char **argv)
{
    QFile file(QString::fromLocal8Bit(argc == 4 ? argv[2] : ""));
    const Adapter *adapter = argc == 4 ? adapterFor(QString::fromLatin1(argv[1])) : nullptr;
    if (!adapter || !file.open(QIODevice::ReadOnly))
        return std::fputs("decode_rounds DIALECT FILE PIECE\n", stderr), 2;
    const QByteArray body = file.readAll();
    const auto pieces = piecesOf(body, qMax<qsizetype>(0, QByteArray(argv[3]).toLongLong()));
    for (int read = 0; (read = std::getchar()) != EOF;) {
        if (read != '\n')
            continue;
        const auto begin = std::chrono::steady_clock::now();
        const Decoded decoded = decode(*adapter, pieces);
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        if (!decoded.isComplete)
            return std::fputs("the stream did not end well\n", stderr), 1;
        std::printf("%.9f %lld %lld\n", seconds.count(), qlonglong(decoded.events), qlonglong(decoded.characters));
        std::fflush(stdout);
    }
    return 0;
}
