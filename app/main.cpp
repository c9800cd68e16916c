// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/CliCommand.h"
#include "app/window/startup/WindowStart.h"
#include "core/secret/ProcessHardening.h"

#include <QCoreApplication>
#include <QLoggingCategory>

using namespace triptych;

namespace {

/// --home may stand before or behind the subcommand; it is taken out here, since everything else depends on it.
QString takeHome(QStringList &arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == QLatin1String("--"))
            break;
        if (arguments[i] == QLatin1String("--home") && i + 1 < arguments.size()) {
            const QString home = arguments[i + 1];
            arguments.remove(i, 2);
            return home;
        }
        if (arguments[i].startsWith(QLatin1String("--home=")))
            return arguments.takeAt(i).sliced(7);
    }
    return {};
}

QStringList wordsOf(int argc, char **argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    return words;
}

int runHeadless(int argc, char **argv, const QString &name, const QStringList &arguments, const QString &home)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("triptych.history=false")); // commands complain of it in a sentence
    CommandContext context {.paths = Paths::forHome(home)};
    if (!context.paths.makeFolders()) {
        context.terminal.complain(QStringLiteral("the folders %1 and %2 cannot be made: check who may write there")
                                      .arg(context.paths.config, context.paths.data));
        return SomethingFailed;
    }
    const auto settings = loadSettings(context.paths.settingsFile());
    if (settings)
        context.settings = settings.value();
    for (const Error &fault : settingsFaults(context.paths.settingsFile()))
        context.terminal.complain(fault);
    return runCommand(name, arguments, context);
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    QCoreApplication::setApplicationName(QStringLiteral("triptych"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TRIPTYCH_VERSION));
    QStringList arguments = wordsOf(argc, argv);
    const QString home = takeHome(arguments);
    if (!arguments.isEmpty() && commandNames().contains(arguments[0]))
        return runHeadless(argc, argv, arguments[0], arguments.mid(1), home);
    return runWindow(argc, argv, arguments, home);
}
