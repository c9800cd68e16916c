// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// local_parent PROGRAM MODEL STATE-FOLDER [sandboxed]: starts the server of a model, says "ready" once it runs, and
// waits to be killed.

#include "core/local/LlamaServers.h"
#include "core/net/SystemClock.h"

#include <QCoreApplication>
#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = app.arguments();
    if (words.size() < 4)
        return 2;
    triptych::SystemClock clock;
    triptych::LlamaServers servers(
        clock, {.program = words.at(1), .stateFolder = words.at(3), .isSandboxed = words.size() > 4});
    const auto ticket
        = servers.ensure(words.at(2), {}, [](const triptych::Result<triptych::LocalServerAddress> &address) {
              std::puts(address ? "ready" : qPrintable(address.error().message));
              std::fflush(stdout);
          });
    return app.exec();
}
