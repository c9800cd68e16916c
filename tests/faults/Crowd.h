// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace triptych {

/// Many clients that never come to the end of a request, on a thread and sockets of their own.
class Crowd
{
    Q_DISABLE_COPY_MOVE(Crowd)

public:
    enum class Habit : quint8 {
        Silent,
        Slow, ///< A byte each, over and over.
    };
    Crowd(quint16 port, int size, Habit habit);
    ~Crowd();

    bool isThere() const { return m_isThere; } ///< All have been connected.
    bool isGone() const { return m_isGone; } ///< All have been closed on. Only then may the others be asked.
    int unconnected() const { return m_unconnected; } ///< That got no connection at all.
    std::chrono::milliseconds longest() const
    {
        return m_longest;
    } ///< From connected, and its first byte, to closed on.

private:
    using Clock = std::chrono::steady_clock;
    void run(quint16 port, int size, Habit habit);
    void join(quint16 port, Habit habit);
    bool isClosedOn(int socket) const;

    struct Member
    {
        int socket = -1;
        Clock::time_point since {};
    };
    std::vector<Member> m_members;
    int m_unconnected = 0;
    std::chrono::milliseconds m_longest {0};
    std::atomic_bool m_isThere = false;
    std::atomic_bool m_isGone = false;
    std::thread m_thread;
};

/// A client that does all as it should, again and again over one connection, on a thread of its own.
class GoodClient
{
    Q_DISABLE_COPY_MOVE(GoodClient)

public:
    explicit GoodClient(quint16 port);
    ~GoodClient();

    void finish() { m_shallEnd = true; }
    bool hasFinished() const { return m_hasFinished; } ///< Only then may the others be asked.
    bool hasFailed() const { return m_hasFailed; }
    std::size_t answers() const { return m_times.size(); }
    std::chrono::microseconds p99() const; ///< Of the time from a question to the end of its answer.

private:
    void run(quint16 port);
    bool ask(int socket, const char *request, std::size_t size);

    std::vector<std::chrono::microseconds> m_times;
    std::atomic_bool m_shallEnd = false;
    std::atomic_bool m_hasFinished = false;
    bool m_hasFailed = false;
    std::thread m_thread;
};

} // namespace triptych
