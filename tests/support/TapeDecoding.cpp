// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/TapeDecoding.h"

#include "core/dialects/Adapter.h"
#include "core/stream/StreamDecoder.h"

#include <QDirIterator>

namespace triptych {

namespace {

bool isTerminal(const StreamEvent &event)
{
    return std::holds_alternative<StreamFinished>(event) || std::holds_alternative<StreamFailed>(event);
}

/// Also in builds without assertions: a wrong decoder must not look right.
void require(bool condition, const char *what)
{
    if (!condition)
        qFatal("%s", what);
}

} // namespace

Quirks tapeQuirks()
{
    return {Quirk::LocalTimings};
}

QStringList tapesBelow(const QString &folder)
{
    QStringList paths;
    QDirIterator all(folder, {QStringLiteral("*.tape")}, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        paths += all.next();
    paths.sort();
    return paths;
}

StreamEvents decodeTape(QStringView dialect, const HttpResponseHead &head, QByteArrayView body, qsizetype step)
{
    std::vector<QByteArrayView> pieces;
    for (qsizetype at = 0; at < body.size(); at += step)
        pieces.push_back(body.sliced(at, qMin(step, body.size() - at)));
    return decodeTape(dialect, head, pieces);
}

StreamEvents decodeTape(QStringView dialect, const HttpResponseHead &head, const std::vector<QByteArrayView> &pieces)
{
    const Adapter *adapter = adapterFor(dialect);
    require(adapter, "an adapter for the dialect");
    StreamDecoder decoder(adapter->newFramer(), adapter->newReader(Endpoint {.quirks = tapeQuirks()}), head);
    StreamEvents events;
    for (const QByteArrayView piece : pieces)
        decoder.feed(piece.toByteArray(), events); // a copy that is gone afterwards, as a socket's buffer is
    decoder.finish(events);
    const auto ends = std::count_if(events.begin(), events.end(), isTerminal);
    require(decoder.isDone(), "an end");
    require(ends == 1 && isTerminal(events.back()), "exactly one end, and nothing after it");
    const size_t count = events.size();
    for (const QByteArrayView piece : pieces)
        decoder.feed(piece, events);
    decoder.finish(events);
    require(events.size() == count, "silence after the end");
    return events;
}

} // namespace triptych
