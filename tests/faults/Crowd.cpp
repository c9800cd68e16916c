// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/Crowd.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace triptych {

namespace {

constexpr int pace = 50; // milliseconds

/// -1 where there is none.
int connectionTo(quint16 port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int one = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (one >= 0 && ::connect(one, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ::close(one);
        return -1;
    }
    return one;
}

void sendByte(int socket)
{
    ::send(socket, "x", 1, MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace

Crowd::Crowd(quint16 port, int size, Habit habit) : m_thread([this, port, size, habit] { run(port, size, habit); })
{}

Crowd::~Crowd()
{
    m_thread.join();
}

void Crowd::join(quint16 port, Habit habit)
{
    const int socket = connectionTo(port);
    if (socket < 0) {
        ++m_unconnected;
        return;
    }
    m_members.push_back({socket, Clock::now()});
    if (habit == Habit::Slow)
        sendByte(socket);
}

/// What it is told before does not matter to it.
bool Crowd::isClosedOn(int socket) const
{
    char told[512];
    ssize_t count = 0;
    do
        count = ::recv(socket, told, sizeof told, MSG_DONTWAIT);
    while (count > 0);
    return count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

void Crowd::run(quint16 port, int size, Habit habit)
{
    for (int i = 0; i < size; ++i)
        join(port, habit);
    m_isThere = true;
    while (!m_members.empty()) {
        ::poll(nullptr, 0, pace);
        std::erase_if(m_members, [this, habit](const Member &member) {
            if (!isClosedOn(member.socket)) {
                if (habit == Habit::Slow)
                    sendByte(member.socket);
                return false;
            }
            m_longest = std::max(m_longest,
                                 std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - member.since));
            ::close(member.socket);
            return true;
        });
    }
    m_isGone = true;
}

GoodClient::GoodClient(quint16 port) : m_thread([this, port] { run(port); })
{}

GoodClient::~GoodClient()
{
    m_shallEnd = true;
    m_thread.join();
}

bool GoodClient::ask(int socket, const char *request, std::size_t size)
{
    if (::send(socket, request, size, MSG_NOSIGNAL) != ssize_t(size))
        return false;
    std::string answer;
    char bytes[4096];
    while (!answer.ends_with("]}")) {
        const ssize_t count = ::recv(socket, bytes, sizeof bytes, 0);
        if (count <= 0)
            return false;
        answer.append(bytes, std::size_t(count));
    }
    return answer.starts_with("HTTP/1.1 200 OK\r\n");
}

void GoodClient::run(quint16 port)
{
    using Clock = std::chrono::steady_clock;
    const std::string request = "GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nAuthorization: Bearer good\r\n\r\n";
    const int socket = connectionTo(port);
    while (!m_shallEnd && !m_hasFailed) {
        const auto before = Clock::now();
        m_hasFailed = !ask(socket, request.data(), request.size());
        m_times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - before));
    }
    if (socket >= 0)
        ::close(socket);
    m_hasFinished = true;
}

std::chrono::microseconds GoodClient::p99() const
{
    auto sorted = m_times;
    std::sort(sorted.begin(), sorted.end());
    return sorted.at(sorted.size() * 99 / 100);
}

} // namespace triptych
