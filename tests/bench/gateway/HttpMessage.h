// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace triptych::bench {

/// One HTTP/1.1 message as it lies in a buffer: as little of the protocol as both ends of a bench need, and none of the
/// code that is measured.
struct HttpMessage
{
    std::string_view head; ///< Up to the empty line.
    std::string_view body; ///< As it was sent, chunk sizes included.
    std::size_t size = 0; ///< Of both; 0: it is not whole yet.

    /// The first message of these bytes, whole or as far as it came. Views point into them.
    static HttpMessage in(std::string_view bytes);
    /// Of the first header with this name, which is written in lower case; empty where there is none.
    std::string_view header(std::string_view name) const;
};

std::int64_t monotonicNs(); ///< CLOCK_MONOTONIC, which all processes of a machine share.
int listenOnLoopback(); ///< A socket on a port that was free. Ends the program where there is none.
int portOf(int socket);
int connectToLoopback(int port); ///< -1 where nobody listens.
void sendAtOnce(int socket); ///< Nothing waits for more to send.

} // namespace triptych::bench
