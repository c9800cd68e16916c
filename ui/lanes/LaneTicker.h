// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace triptych {

/// One timer for all clocks of all lanes; it ticks only while some lane runs. Lives on the GUI thread.
class LaneTicker final : public QObject
{
    Q_OBJECT

public:
    static constexpr int intervalMilliseconds = 100;

    explicit LaneTicker(QObject *parent = nullptr);

    void setRunning(const QObject *lane, bool isRunning);
    bool isTicking() const { return m_timer.isActive(); }
    double nowMs() const; ///< Since the ticker was made.

Q_SIGNALS:
    void ticked();

private:
    QElapsedTimer m_clock;
    QTimer m_timer;
    QSet<const QObject *> m_running;
};

} // namespace triptych
