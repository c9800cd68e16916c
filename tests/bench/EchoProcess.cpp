// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/EchoProcess.h"

#include <QByteArray>
#include <arpa/inet.h>
#include <map>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace triptych {

namespace {

const QByteArray response
    = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
      "47\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}\n\n\r\n"
      "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";

/// Whether the bytes hold a whole request; it is then taken out.
bool takeRequest(QByteArray &bytes)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const qsizetype length = bytes.toLower().indexOf("content-length:");
    const qsizetype body
        = length < 0 ? 0 : bytes.mid(length + 15, bytes.indexOf('\r', length) - length - 15).trimmed().toLongLong();
    if (bytes.size() < headEnd + 4 + body)
        return false;
    bytes.remove(0, headEnd + 4 + body);
    return true;
}

[[noreturn]] void serve(int listener)
{
    std::map<int, QByteArray> clients;
    char buffer[65536];
    for (;;) {
        std::vector<pollfd> waiting {{listener, POLLIN, 0}};
        for (const auto &[client, unread] : clients)
            waiting.push_back({client, POLLIN, 0});
        ::poll(waiting.data(), waiting.size(), -1);
        for (const pollfd &ready : waiting) {
            if (!ready.revents)
                continue;
            if (ready.fd == listener) {
                const int client = ::accept(listener, nullptr, nullptr);
                const int one = 1;
                ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                clients[client] = {};
                continue;
            }
            const ssize_t size = ::read(ready.fd, buffer, sizeof buffer);
            if (size <= 0) {
                ::close(ready.fd);
                clients.erase(ready.fd);
                continue;
            }
            clients[ready.fd].append(buffer, size);
            while (takeRequest(clients[ready.fd])) {
                if (::write(ready.fd, response.constData(), std::size_t(response.size())) < 0)
                    _exit(1);
            }
        }
    }
}

} // namespace

EchoProcess::EchoProcess()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *any = reinterpret_cast<sockaddr *>(&address);
    if (::bind(listener, any, size) != 0 || ::listen(listener, 16) != 0 || ::getsockname(listener, any, &size) != 0)
        qFatal("no port on loopback");
    m_port = ntohs(address.sin_port);
    m_pid = ::fork();
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(listener);
    }
    ::close(listener);
}

EchoProcess::~EchoProcess()
{
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

} // namespace triptych
