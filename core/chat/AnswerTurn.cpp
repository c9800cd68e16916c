// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/AnswerTurn.h"

namespace triptych {

namespace {

/// Hands out a text stretch by stretch. A length that a damaged file tells wrong takes what there is.
class Supply
{
public:
    explicit Supply(const QString &text) : m_rest(text) {}

    QString take(qsizetype length)
    {
        const QStringView taken = m_rest.first(qBound<qsizetype>(0, length, m_rest.size()));
        m_rest = m_rest.sliced(taken.size());
        return taken.toString();
    }
    QString takeRest() { return take(m_rest.size()); }

private:
    QStringView m_rest;
};

class TurnBuilder
{
public:
    explicit TurnBuilder(const LaneRecord &record)
        : m_calls(record.toolCalls),
          m_isTaken(record.toolCalls.size(), false),
          m_text(record.text),
          m_reasoning(record.reasoning)
    {}

    void add(const AnswerStretch &stretch)
    {
        std::visit(Match {[this](const TextStretch &text) { addText(m_text.take(text.length)); },
                          [this](const ReasoningStretch &thought) { addReasoning(m_reasoning.take(thought.length)); },
                          [this](const CallStretch &call) { addCall(size_t(call.call)); },
                          [this](const OpaquePart &part) {
                              add(OpaqueContent {part.dialect, part.json});
                          }},
                   stretch);
    }

    ChatTurn finish()
    {
        addReasoning(m_reasoning.takeRest());
        addText(m_text.takeRest());
        for (size_t call = 0; call < m_calls.size(); ++call)
            addCall(call);
        return std::move(m_turn);
    }

private:
    void add(ContentPart part) { m_turn.parts.push_back(std::move(part)); }
    void addText(const QString &text)
    {
        if (!text.isEmpty())
            add(TextPart {text});
    }
    void addReasoning(const QString &text)
    {
        if (!text.isEmpty())
            add(ReasoningPart {text});
    }
    void addCall(size_t place)
    {
        if (place >= m_calls.size() || m_isTaken[place])
            return;
        m_isTaken[place] = true;
        const ToolCall &call = m_calls[place];
        add(ToolCallPart {call.id, call.name, call.arguments});
    }

    const std::vector<ToolCall> &m_calls;
    std::vector<bool> m_isTaken;
    Supply m_text, m_reasoning;
    ChatTurn m_turn {.role = Role::Assistant};
};

} // namespace

ChatTurn answerTurn(const LaneRecord &record)
{
    TurnBuilder turn(record);
    for (const AnswerStretch &stretch : record.order)
        turn.add(stretch);
    return turn.finish();
}

} // namespace triptych
