// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/RunningServer.h"

#include <QTest>

namespace triptych {

using namespace std::chrono_literals;

namespace {

std::shared_ptr<Asked> askAndWait(ManualClock &clock, LlamaServers &servers, const QString &model)
{
    auto asked = LocalServerBench::ask(servers, model);
    [[maybe_unused]] const bool isAnswered
        = QTest::qWaitFor([&] { return tick(clock, asked->answer.has_value()); }, patience);
    return asked;
}

} // namespace

bool tick(ManualClock &clock, bool isDone)
{
    if (!isDone)
        clock.advance(50ms);
    return isDone;
}

RunningServer::RunningServer(const LocalServerBench &bench, const QStringList &behaviour)
    : RunningServer(bench, behaviour, bench.options())
{}

RunningServer::RunningServer(const LocalServerBench &bench, const QStringList &behaviour,
                             const LocalServerOptions &options)
    : model(bench.model(word("tiny"), behaviour)),
      servers(clock, options),
      asked(askAndWait(clock, servers, model)),
      engine(bench.engine(model))
{}

} // namespace triptych
