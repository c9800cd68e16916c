// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/chat/StreamEvent.h"

#include <QObject>

namespace triptych {

/// Joins the deltas of one answer and hands them on at most once a frame. It keeps nothing
/// beyond what waits: the views own the text.
/// Lives on the GUI thread.
class LaneTranscript final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds frame {16};

    explicit LaneTranscript(Clock &clock, QObject *parent = nullptr);

    void append(const StreamEvents &events);
    void appendText(const QString &text);
    void appendReasoning(const QString &text);
    void flush(); ///< Hands on what waits, now: before the end of a lane is shown.
    void clear();
    bool hasText() const { return m_hasText; }

Q_SIGNALS:
    void reasoningArrived(const QString &piece);
    void textArrived(const QString &piece);

private:
    void schedule();
    void unschedule();

    QString m_text, m_reasoning; ///< What waits for the next frame.
    bool m_hasText = false;
    bool m_isScheduled = false;
    std::unique_ptr<Timer> m_timer;
};

} // namespace triptych
