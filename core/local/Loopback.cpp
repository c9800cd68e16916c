// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/Loopback.h"

#include <cstring>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace triptych {

namespace {

bool raise(int socket)
{
    ifreq loopback {};
    std::strcpy(loopback.ifr_name, "lo");
    if (::ioctl(socket, SIOCGIFFLAGS, &loopback) != 0 || (loopback.ifr_flags & IFF_UP) != 0)
        return false;
    loopback.ifr_flags = short(loopback.ifr_flags | IFF_UP);
    return ::ioctl(socket, SIOCSIFFLAGS, &loopback) == 0;
}

} // namespace

bool raiseLoopback()
{
    const int descriptor = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return false;
    const bool isRaised = raise(descriptor);
    ::close(descriptor);
    return isRaised;
}

} // namespace triptych
