// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Interrupt.h"

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace triptych {

namespace {

int pipeEnds[2] = {-1, -1}; // a signal handler can reach nothing but this

void onSignal(int)
{
    const char byte = 1;
    const ssize_t written = ::write(pipeEnds[0], &byte, 1);
    Q_UNUSED(written)
}

void handle(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART | SA_RESETHAND;
    ::sigaction(signal, &action, nullptr);
}

} // namespace

Interrupt::Interrupt(std::function<void()> interrupted, QObject *parent) : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pipeEnds) != 0)
        return; // then a signal ends the program at once, as it does without us
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this, interrupted = std::move(interrupted)] {
        m_notifier->setEnabled(false);
        interrupted();
    });
    handle(SIGINT, onSignal);
    handle(SIGTERM, onSignal);
}

Interrupt::~Interrupt()
{
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
    m_notifier.reset();
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

} // namespace triptych
