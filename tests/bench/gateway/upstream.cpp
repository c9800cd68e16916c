// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/gateway/HttpMessage.h"

#include <csignal>
#include <deque>
#include <iostream>
#include <string>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <unordered_map>

using namespace triptych::bench;

namespace {

constexpr std::int64_t pauseNs = 3'000'000;
constexpr std::string_view usage = R"("usage":{"prompt_tokens":312,"completion_tokens":32,"total_tokens":344})";
constexpr std::string_view common
    = R"({"id":"chatcmpl-1","object":"chat.completion.chunk","created":1764028800,"model":"bench",)";

/// Every answer ends with this word, so that a client can tell a whole one.
constexpr std::string_view lastWord = "quayside";

std::string wordAt(int at)
{
    return at == 31 ? " " + std::string(lastWord) : " word" + std::to_string(at);
}

std::string wholeText()
{
    std::string text;
    for (int at = 0; at < 32; ++at)
        text += wordAt(at);
    return text;
}

std::string withLength(std::string_view status, const std::string &body)
{
    return "HTTP/1.1 " + std::string(status)
        + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string chunk(const std::string &bytes)
{
    char size[16];
    std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
    return size + bytes + "\r\n";
}

std::string event(const std::string &choices, std::string_view more = {})
{
    return "data: " + std::string(common) + "\"choices\":[" + choices + "]" + std::string(more) + "}\n\n";
}

std::string delta(const std::string &text)
{
    return event(R"({"index":0,"delta":{"content":")" + text + R"("},"finish_reason":null})");
}

/// The head and the first event, which says when it was sent.
std::string streamBegin()
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunk(delta("@" + std::to_string(monotonicNs()) + "@"));
}

std::string streamRest()
{
    std::string rest;
    for (int at = 1; at < 32; ++at)
        rest += chunk(delta(wordAt(at)));
    rest += chunk(event(R"({"index":0,"delta":{},"finish_reason":"stop"})"));
    rest += chunk(event({}, "," + std::string(usage)));
    return rest + chunk("data: [DONE]\n\n") + "0\r\n\r\n";
}

class Upstream
{
public:
    Upstream(int listener, const std::string &key) : m_key(key), m_listener(listener), m_poll(::epoll_create1(0))
    {
        watch(listener);
    }

    void turn()
    {
        epoll_event ready[128];
        const int count = ::epoll_wait(m_poll, ready, 128, m_owed.empty() ? -1 : 1);
        for (int i = 0; i < count; ++i) {
            if (ready[i].data.fd == m_listener)
                accept();
            else
                read(ready[i].data.fd);
        }
        payOwed();
    }

private:
    struct Owed
    {
        int client;
        std::int64_t due;
    };

    void watch(int socket) const
    {
        epoll_event wanted {.events = EPOLLIN, .data = {.fd = socket}};
        ::epoll_ctl(m_poll, EPOLL_CTL_ADD, socket, &wanted);
    }

    void accept()
    {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            return;
        sendAtOnce(client);
        watch(client);
    }

    void read(int client)
    {
        static char buffer[65536];
        const ssize_t size = ::read(client, buffer, sizeof buffer);
        std::string &unread = m_unread[client];
        if (size <= 0) {
            ::close(client);
            m_unread.erase(client);
            std::erase_if(m_owed, [client](const Owed &owed) { return owed.client == client; });
            return;
        }
        unread.append(buffer, std::size_t(size));
        for (HttpMessage request; (request = HttpMessage::in(unread)).size > 0; unread.erase(0, request.size))
            answer(client, request);
    }

    void answer(int client, const HttpMessage &request)
    {
        if (request.header("authorization") != "Bearer " + m_key && request.header("x-api-key") != m_key)
            return send(client, m_refusal);
        if (request.head.starts_with("POST /v1/completions "))
            return send(client, m_completion);
        if (request.body.find(R"("stream":true)") == std::string_view::npos)
            return send(client, m_whole);
        if (request.body.find(R"("bench-paused")") == std::string_view::npos)
            return send(client, streamBegin() + m_rest);
        send(client, streamBegin());
        m_owed.push_back({client, monotonicNs() + pauseNs});
    }

    void payOwed()
    {
        while (!m_owed.empty() && m_owed.front().due <= monotonicNs()) {
            send(m_owed.front().client, m_rest);
            m_owed.pop_front();
        }
    }

    /// Answers fit into the socket's buffer: each client waits for one at a time.
    static void send(int client, const std::string &bytes)
    {
        if (::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) != ssize_t(bytes.size()))
            std::cerr << "an answer was not taken whole\n";
    }

    const std::string m_key;
    const int m_listener;
    const int m_poll;
    std::unordered_map<int, std::string> m_unread;
    std::deque<Owed> m_owed; ///< The rest of streams that pause after their first chunk.
    const std::string m_rest = streamRest();
    const std::string m_refusal = withLength("401 Unauthorized", R"({"error":{"message":"no key"}})");
    const std::string m_completion
        = withLength("200 OK", R"({"completion":")" + wholeText() + R"(",)" + std::string(usage) + "}");
    const std::string m_whole = withLength(
        "200 OK",
        R"({"id":"chatcmpl-1","object":"chat.completion","created":1764028800,"model":"bench","choices":[{"index":0,)"
        R"("message":{"role":"assistant","content":")"
            + wholeText() + R"("},"finish_reason":"stop"}],)" + std::string(usage) + "}");
};

} // namespace

/// A provider that answers at once: chat completions whole and streamed, and the older completions. Reads the key that
/// it wants from standard input and prints its port. A model named bench-paused sends its first chunk and then pauses.
int main()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::string key;
    std::getline(std::cin, key);
    const int listener = listenOnLoopback();
    std::cout << portOf(listener) << std::endl;
    Upstream upstream(listener, key);
    for (;;)
        upstream.turn();
}
