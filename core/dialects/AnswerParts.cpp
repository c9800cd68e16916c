// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/AnswerParts.h"

namespace triptych {

void AnswerParts::add(const StreamEvents &events)
{
    StreamEvents ordered;
    m_sequencer.feed(events, ordered);
    for (const StreamEvent &event : ordered)
        append(event);
}

template<typename Words>
void AnswerParts::appendWords(const Words &words)
{
    if (auto *last = m_parts.empty() ? nullptr : std::get_if<Words>(&m_parts.back()))
        last->text += words.text;
    else
        m_parts.push_back(words);
}

void AnswerParts::append(const StreamEvent &event)
{
    std::visit(Match {[this](const StreamOpened &opened) { m_opened = opened; },
                      [this](const TextDelta &delta) { appendWords(delta); },
                      [this](const ReasoningDelta &delta) { appendWords(delta); },
                      [this](const ToolCallDelta &delta) {
                          auto *last = m_parts.empty() ? nullptr : std::get_if<ToolCallDelta>(&m_parts.back());
                          if (last && last->index == delta.index)
                              last->arguments += delta.arguments;
                          else
                              m_parts.push_back(delta);
                      },
                      [this](const OpaquePart &part) { m_parts.push_back(part); },
                      [this](const UsageReport &report) { m_usage = report.usage; }, [](const StreamNote &) {},
                      [this](const SourcesReport &report) { m_sources = report.addresses; },
                      [this](const StreamFinished &finished) { m_finished = finished; },
                      [this](const StreamFailed &failed) { m_error = failed.error; }},
               event);
}

QString AnswerParts::text() const
{
    QString text;
    for (const TextDelta *part : of<TextDelta>())
        text += part->text;
    return text;
}

QString AnswerParts::reasoning() const
{
    QString text;
    for (const ReasoningDelta *part : of<ReasoningDelta>())
        text += part->text;
    return text;
}

} // namespace triptych
