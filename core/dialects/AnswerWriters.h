// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/AnswerParts.h"
#include "core/dialects/Front.h"

namespace triptych {

/// Writes an answer as it comes, for protocols in which one part ends before the next begins.
class SequentialWriter : public EventWriter
{
public:
    void write(const StreamEvents &events, QByteArray &out) final;

protected:
    explicit SequentialWriter(AnswerHead head) : m_head(std::move(head)) {}

    virtual void writeEvent(const StreamEvent &event, QByteArray &out) = 0;
    const AnswerHead &head() const { return m_head; }

private:
    AnswerHead m_head;
    CallSequencer m_sequencer;
};

/// Writes an answer as one body, at its end.
class WholeWriter : public EventWriter
{
public:
    void write(const StreamEvents &events, QByteArray &out) final;

protected:
    explicit WholeWriter(AnswerHead head) : m_head(std::move(head)) {}

    virtual QByteArray bodyOf(const AnswerParts &answer) const = 0;
    virtual RawJson bodyOf(const Error &error) const = 0;
    const AnswerHead &head() const { return m_head; }

private:
    AnswerHead m_head;
    AnswerParts m_answer;
};

} // namespace triptych
