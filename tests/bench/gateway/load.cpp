// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/gateway/HttpMessage.h"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <iterator>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace triptych::bench;

namespace {

constexpr std::int64_t patienceNs = 10'000'000'000;

struct Figures
{
    std::vector<double> ms; ///< From the first byte out to the last one in.
    std::vector<double> firstChunkMs; ///< From the provider's stamp to its arrival here.
    std::vector<double> toldMs; ///< What a gateway says that it added.
    int errors = 0;
};

double number(std::string_view text)
{
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// What stands between the first two @ of an answer.
std::int64_t stampIn(std::string_view bytes)
{
    const std::size_t begin = bytes.find('@');
    if (begin == std::string_view::npos || bytes.find('@', begin + 1) == std::string_view::npos)
        return 0;
    std::int64_t stamp = 0;
    std::from_chars(bytes.data() + begin + 1, bytes.data() + bytes.size(), stamp);
    return stamp;
}

/// Sends a request, waits for the whole answer, and sends the next one.
class Client
{
public:
    Client(int port, const std::string &request, const std::string &marker, int poll)
        : m_port(port),
          m_request(request),
          m_marker(marker),
          m_poll(poll)
    {}

    void ask(Figures &figures)
    {
        if (m_socket < 0 && !open())
            return failed(figures, "nobody listens");
        m_unread.clear();
        m_hasStamp = false;
        m_sentAt = monotonicNs();
        if (::send(m_socket, m_request.data(), m_request.size(), MSG_NOSIGNAL) != ssize_t(m_request.size()))
            failed(figures, "the request was not taken");
    }

    /// Whether the answer has ended, well or not.
    bool read(Figures &figures)
    {
        static char buffer[65536];
        const ssize_t size = ::read(m_socket, buffer, sizeof buffer);
        const std::int64_t now = monotonicNs();
        if (size <= 0)
            return failed(figures, "the connection was closed"), true;
        m_unread.append(buffer, std::size_t(size));
        if (!m_hasStamp) {
            if (const std::int64_t stamp = stampIn(m_unread)) {
                m_hasStamp = true;
                figures.firstChunkMs.push_back(double(now - stamp) / 1e6);
            }
        }
        const HttpMessage answer = HttpMessage::in(m_unread);
        if (answer.size == 0)
            return false;
        judge(answer, now, figures);
        return true;
    }

private:
    bool open()
    {
        m_socket = connectToLoopback(m_port);
        epoll_event wanted {.events = EPOLLIN, .data = {.ptr = this}};
        return m_socket >= 0 && ::epoll_ctl(m_poll, EPOLL_CTL_ADD, m_socket, &wanted) == 0;
    }

    void judge(const HttpMessage &answer, std::int64_t now, Figures &figures)
    {
        if (!answer.head.starts_with("HTTP/1.1 200 ") || answer.body.find(m_marker) == std::string_view::npos)
            return failed(figures, m_unread);
        figures.ms.push_back(double(now - m_sentAt) / 1e6);
        if (const std::string_view told = answer.header("triptych-overhead-ms"); !told.empty())
            figures.toldMs.push_back(number(told));
        if (answer.header("connection") == "close")
            close();
    }

    void failed(Figures &figures, const std::string &why)
    {
        if (figures.errors++ == 0)
            std::cerr << why.substr(0, 500) << '\n';
        close();
    }

    void close()
    {
        ::close(m_socket);
        m_socket = -1;
    }

    const int m_port;
    const std::string &m_request;
    const std::string &m_marker;
    const int m_poll;
    int m_socket = -1;
    std::string m_unread;
    std::int64_t m_sentAt = 0;
    bool m_hasStamp = false;
};

double quantile(std::vector<double> &sample, double share)
{
    if (sample.empty())
        return -1;
    const auto at = sample.begin() + std::ptrdiff_t(share * double(sample.size() - 1));
    std::nth_element(sample.begin(), at, sample.end());
    return *at;
}

/// All clients for so long. Answers that are on their way then are waited for, and do not count.
Figures run(std::vector<Client> &clients, int poll, double seconds)
{
    Figures figures;
    const std::int64_t end = monotonicNs() + std::int64_t(seconds * 1e9);
    std::size_t asking = clients.size();
    for (Client &client : clients)
        client.ask(figures);
    Figures late;
    while (asking > 0) {
        epoll_event ready[128];
        const int count = ::epoll_wait(poll, ready, 128, 1000);
        const std::int64_t now = monotonicNs();
        if (now > end + patienceNs) {
            std::cerr << asking << " answers never came\n";
            figures.errors += int(asking);
            break;
        }
        for (int i = 0; i < count; ++i) {
            auto &client = *static_cast<Client *>(ready[i].data.ptr);
            if (!client.read(now < end ? figures : late))
                continue;
            if (now < end)
                client.ask(figures);
            else
                --asking;
        }
    }
    figures.errors += late.errors;
    return figures;
}

} // namespace

/// load PORT CLIENTS SECONDS MARKER: sends the request that standard input holds, again and again, as so many clients
/// that each keep a connection and wait for an answer before they ask anew. A quarter of the time goes before it to
/// warm up. Prints: requests a second, errors, the median and P99 of a call in ms, those from the provider's stamp to
/// the first chunk, and the median of what a gateway says that it added; -1 where there is none.
int main(int argc, char **argv)
{
    if (argc != 5)
        return std::cerr << "load PORT CLIENTS SECONDS MARKER\n", 2;
    const std::string request {std::istreambuf_iterator<char>(std::cin), {}};
    const std::string marker = argv[4];
    const double seconds = number(argv[3]);
    const int poll = ::epoll_create1(0);
    std::vector<Client> clients(std::size_t(number(argv[2])), Client(int(number(argv[1])), request, marker, poll));
    const Figures warmUp = run(clients, poll, seconds / 4);
    Figures figures = run(clients, poll, seconds);
    std::cout << double(figures.ms.size()) / seconds << ' ' << figures.errors + warmUp.errors;
    for (auto *sample : {&figures.ms, &figures.firstChunkMs})
        std::cout << ' ' << quantile(*sample, 0.5) << ' ' << quantile(*sample, 0.99);
    std::cout << ' ' << quantile(figures.toldMs, 0.5) << '\n';
    return 0;
}
