// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"

#include <QDateTime>
#include <QObject>
#include <functional>
#include <memory>
#include <vector>

namespace triptych {

/// One call in figures: nothing of what was asked or answered.
struct LoggedCall
{
    QDateTime endedAt = {}; ///< UTC, with milliseconds.
    QString token = {}; ///< Its id.
    QString route = {}; ///< The gateway's address, such as "/v1/messages".
    QString asked = {}; ///< The model as the client named it.
    QString lane = {}; ///< provider/model that was asked last; empty where none was.
    QString outcome = {};
    QString cause = {};
    int status = 0;
    QByteArray figures = {}; ///< JSON: usage, cost, timing, overheadMs, durationMs.
};

/// Keeps calls in data/gateway.sqlite, many at once, on a thread of its own. Lives on one thread; what was added is on
/// the disk within a second, and when it goes.
class CallLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallLog)

public:
    static constexpr int keptDays = 30;
    static constexpr std::size_t mostWaiting = 20'000; ///< Before the next write; more are not kept.

    CallLog(const QString &databaseFile, Clock &clock, QObject *parent = nullptr);
    ~CallLog() override;

    void add(LoggedCall call);
    /// The newest first. Later, on the log's thread, unless the context is gone.
    void newest(int most, QObject *context, std::function<void(Result<std::vector<LoggedCall>>)> answer);

Q_SIGNALS:
    void problem(const triptych::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
