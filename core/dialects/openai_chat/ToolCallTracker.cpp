// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/ToolCallTracker.h"

#include "core/dialects/ToolArguments.h"

#include <algorithm>

namespace triptych::openai_chat {

namespace {

/// Where pieces without an index are remembered by their position, apart from any real index.
constexpr qint64 positionBase = qint64(1) << 40;

} // namespace

void ToolCallTracker::read(const JsonValue &piece, qsizetype position, StreamEvents &out)
{
    if (!piece.isObject())
        return;
    const JsonValue function = piece["function"].isObject() ? piece["function"] : piece;
    const QString id = piece["id"].text();
    const QString name = function["name"].text();
    const int number = numberOf(piece, position, id, name);
    Call &call = m_calls[size_t(number)];

    ToolCallDelta delta {number, {}, {}, argumentsText(function["arguments"])};
    if (call.id.isEmpty() && !id.isEmpty())
        delta.id = call.id = id;
    if (call.name.isEmpty() && !name.isEmpty())
        delta.name = call.name = name;
    if (!delta.id.isEmpty() || !delta.name.isEmpty() || !delta.arguments.isEmpty())
        out.push_back(std::move(delta));
}

void ToolCallTracker::finish(StreamEvents &out)
{
    for (size_t at = 0; at < m_calls.size(); ++at) {
        if (!m_calls[at].id.isEmpty())
            continue;
        QString id;
        for (size_t number = at; id.isEmpty() || isTaken(id); ++number)
            id = QStringLiteral("call_%1").arg(number);
        m_calls[at].id = id;
        out.push_back(ToolCallDelta {int(at), id, {}, {}});
    }
}

bool ToolCallTracker::isTaken(const QString &id) const
{
    return std::any_of(m_calls.begin(), m_calls.end(), [&](const Call &call) { return call.id == id; });
}

int ToolCallTracker::numberOf(const JsonValue &piece, qsizetype position, const QString &id, const QString &name)
{
    if (!id.isEmpty())
        for (size_t at = 0; at < m_calls.size(); ++at)
            if (m_calls[at].id == id)
                return int(at);
    const auto index = piece["index"].integer();
    if (index) {
        const auto known = m_numberByIndex.constFind(*index);
        const bool isOther = known != m_numberByIndex.cend() && !id.isEmpty() && !m_calls[size_t(*known)].id.isEmpty();
        return known == m_numberByIndex.cend() || isOther ? begin(*index) : *known;
    }
    if (!id.isEmpty())
        return begin(positionBase + position);
    if (!m_calls.empty() && continuesLast(piece, name))
        return m_numberByIndex.value(positionBase + position, int(m_calls.size()) - 1);
    return begin(positionBase + position);
}

/// A piece with neither id nor index begins a call when it brings another name or whole arguments.
bool ToolCallTracker::continuesLast(const JsonValue &piece, const QString &name) const
{
    if (name.isEmpty())
        return true;
    const JsonValue arguments = piece["function"]["arguments"];
    return name == m_calls.back().name && !arguments.isObject() && !arguments.view().starts_with('{');
}

int ToolCallTracker::begin(qint64 index)
{
    const int number = int(m_calls.size());
    m_calls.emplace_back();
    m_numberByIndex.insert(index, number);
    return number;
}

} // namespace triptych::openai_chat
