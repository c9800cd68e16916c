// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/gateway/HttpMessage.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace triptych::bench {

namespace {

constexpr std::string_view lineEnd = "\r\n";
constexpr std::string_view headEnd = "\r\n\r\n";
constexpr std::string_view lastChunk = "\r\n0\r\n\r\n"; // no text in JSON can hold it

bool startsWithName(std::string_view line, std::string_view name)
{
    return line.size() > name.size() && line[name.size()] == ':'
        && std::equal(name.begin(), name.end(), line.begin(), [](char wanted, char found) {
               return wanted == char(found | ('A' <= found && found <= 'Z' ? 32 : 0));
           });
}

sockaddr_in loopback(int port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(std::uint16_t(port));
    return address;
}

} // namespace

std::string_view HttpMessage::header(std::string_view name) const
{
    for (std::size_t at = head.find(lineEnd); at != std::string_view::npos; at = head.find(lineEnd, at + 2)) {
        const std::string_view line = head.substr(at + 2, head.find(lineEnd, at + 2) - at - 2);
        if (startsWithName(line, name)) {
            const std::string_view value = line.substr(name.size() + 1);
            return value.substr(std::min(value.find_first_not_of(' '), value.size()));
        }
    }
    return {};
}

HttpMessage HttpMessage::in(std::string_view bytes)
{
    const std::size_t end = bytes.find(headEnd);
    if (end == std::string_view::npos)
        return {};
    HttpMessage message {.head = bytes.substr(0, end), .body = bytes.substr(end + headEnd.size())};
    if (message.header("transfer-encoding") == "chunked") {
        const std::size_t last = bytes.find(lastChunk, end);
        message.size = last == std::string_view::npos ? 0 : last + lastChunk.size();
    } else {
        const std::string_view text = message.header("content-length");
        std::size_t length = 0;
        std::from_chars(text.data(), text.data() + text.size(), length);
        message.size = message.body.size() < length ? 0 : end + headEnd.size() + length;
    }
    if (message.size > 0)
        message.body = bytes.substr(end + headEnd.size(), message.size - end - headEnd.size());
    return message;
}

std::int64_t monotonicNs()
{
    timespec now {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

int listenOnLoopback()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(0);
    if (::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::listen(socket, 1024) != 0) {
        std::perror("no port on loopback");
        std::exit(1);
    }
    return socket;
}

int portOf(int socket)
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

int connectToLoopback(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ::close(socket);
        return -1;
    }
    sendAtOnce(socket);
    return socket;
}

void sendAtOnce(int socket)
{
    const int one = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

} // namespace triptych::bench
