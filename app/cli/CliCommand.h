// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/Terminal.h"
#include "core/settings/Paths.h"
#include "core/settings/Settings.h"

#include <QCommandLineParser>
#include <functional>
#include <memory>

namespace triptych {

/// What the shell sees at the end.
enum ExitStatus : int { AllWell = 0, SomethingFailed = 1, WrongWords = 2, VaultLocked = 3 };

struct CommandContext
{
    Paths paths = {};
    Settings settings = {};
    Terminal terminal = {};
};

/// One subcommand. Lives on the main thread, works through the event loop, and ends by calling `finished` once.
class CliCommand
{
public:
    using Finished = std::function<void(int status)>;

    virtual ~CliCommand() = default;
    virtual QString summary() const = 0;
    virtual void declare(QCommandLineParser &words) const = 0;
    virtual void start(const QCommandLineParser &words, CommandContext &context, Finished finished) = 0;
};

QStringList commandNames();

/// Runs a subcommand to its end in the application's event loop.
int runCommand(const QString &name, const QStringList &arguments, CommandContext &context);

} // namespace triptych
