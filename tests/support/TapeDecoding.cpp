// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/TapeDecoding.h"

#include "core/dialects/Adapter.h"
#include "core/stream/StreamDecoder.h"

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

StreamEvents decodeTape(QStringView dialect, const HttpResponseHead &head, QByteArrayView body, qsizetype step)
{
    const Adapter *adapter = adapterFor(dialect);
    require(adapter, "an adapter for the dialect");
    StreamDecoder decoder(adapter->newFramer(), adapter->newReader(Endpoint {.quirks = tapeQuirks()}), head);
    StreamEvents events;
    for (qsizetype at = 0; at < body.size(); at += step)
        decoder.feed(body.sliced(at, qMin(step, body.size() - at)), events);
    decoder.finish(events);
    const auto ends = std::count_if(events.begin(), events.end(), isTerminal);
    require(decoder.isDone(), "an end");
    require(ends == 1 && isTerminal(events.back()), "exactly one end, and nothing after it");
    const size_t count = events.size();
    decoder.feed(body, events);
    decoder.finish(events);
    require(events.size() == count, "silence after the end");
    return events;
}

} // namespace triptych
