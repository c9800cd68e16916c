// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/CallSequencer.h"

namespace triptych {

/// One run of an answer: everything of one kind between two others.
using AnswerPart = std::variant<TextDelta, ReasoningDelta, ToolCallDelta, OpaquePart>;

/// An answer as it stands at its end, for bodies that say it as a whole.
class AnswerParts
{
public:
    void add(const StreamEvents &events);

    const StreamOpened &opened() const { return m_opened; }
    const std::vector<AnswerPart> &parts() const { return m_parts; } ///< In their order, each call in one piece.
    const TokenUsage &usage() const { return m_usage; }
    const QStringList &sources() const { return m_sources; }
    /// How it ended; empty before that.
    const std::optional<StreamFinished> &finished() const { return m_finished; }
    const std::optional<Error> &error() const { return m_error; }
    bool hasEnded() const { return m_finished || m_error; }

    template<typename Part>
    std::vector<const Part *> of() const
    {
        std::vector<const Part *> found;
        for (const AnswerPart &part : m_parts)
            if (const auto *match = std::get_if<Part>(&part))
                found.push_back(match);
        return found;
    }
    QString text() const; ///< All of it, joined.
    QString reasoning() const; ///< The same.

private:
    void append(const StreamEvent &event);
    template<typename Words>
    void appendWords(const Words &words);

    CallSequencer m_sequencer;
    StreamOpened m_opened;
    std::vector<AnswerPart> m_parts;
    TokenUsage m_usage;
    QStringList m_sources;
    std::optional<StreamFinished> m_finished;
    std::optional<Error> m_error;
};

} // namespace triptych
