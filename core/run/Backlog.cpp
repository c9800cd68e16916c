// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/Backlog.h"

#include "core/base/Error.h"

#include <numeric>
#include <utility>

namespace triptych {

namespace {

qint64 textBytes(const QString &text)
{
    return text.size() * qint64(sizeof(QChar));
}

qint64 weightOfOne(const StreamEvent &event)
{
    const Match contents {[](const TextDelta &delta) { return textBytes(delta.text); },
                          [](const ReasoningDelta &delta) { return textBytes(delta.text); },
                          [](const ToolCallDelta &delta) { return qint64(delta.arguments.size()); },
                          [](const OpaquePart &part) { return qint64(part.json.bytes.size()); },
                          [](const SourcesReport &report) { return textBytes(report.addresses.join(QString())); },
                          [](const auto &) { return qint64(0); }};
    return qint64(sizeof(StreamEvent)) + std::visit(contents, event);
}

} // namespace

qint64 weightOf(const StreamEvents &events)
{
    return std::accumulate(events.begin(), events.end(), qint64(0),
                           [](qint64 sum, const StreamEvent &event) { return sum + weightOfOne(event); });
}

std::shared_ptr<Backlog> Backlog::create(std::function<void()> drained)
{
    return std::shared_ptr<Backlog>(new Backlog(std::move(drained)));
}

BacklogShare Backlog::add(qint64 bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        m_bytes += bytes;
    }
    return {std::shared_ptr<const void>(nullptr,
                                        [self = shared_from_this(), bytes](const void *) { self->remove(bytes); })};
}

bool Backlog::isFull()
{
    const std::lock_guard lock(m_mutex);
    m_isAwaited = m_isAwaited || m_bytes > most;
    return m_isAwaited;
}

void Backlog::silence()
{
    const std::lock_guard lock(m_mutex);
    m_drained = {};
}

void Backlog::remove(qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    m_bytes -= bytes;
    if (m_bytes > drainedAt || !std::exchange(m_isAwaited, false))
        return;
    if (m_drained)
        m_drained();
}

} // namespace triptych
