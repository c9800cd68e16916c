// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/CliCommand.h"

#include "app/cli/Commands.h"

#include <QCoreApplication>
#include <QMap>

namespace triptych {

namespace {

using Maker = std::unique_ptr<CliCommand> (*)();

const QMap<QString, Maker> &makers()
{
    static const QMap<QString, Maker> all {
        {QStringLiteral("run"), newRunCommand},         {QStringLiteral("providers"), newProvidersCommand},
        {QStringLiteral("models"), newModelsCommand},   {QStringLiteral("keys"), newKeysCommand},
        {QStringLiteral("vault"), newVaultCommand},     {QStringLiteral("local"), newLocalCommand},
        {QStringLiteral("history"), newHistoryCommand}, {QStringLiteral("proxy"), newProxyCommand},
        {QStringLiteral("gateway"), newGatewayCommand},
    };
    return all;
}

} // namespace

QStringList commandNames()
{
    return makers().keys();
}

int runCommand(const QString &name, const QStringList &arguments, CommandContext &context)
{
    const std::unique_ptr<CliCommand> command = makers().value(name)();
    QCommandLineParser words;
    words.setApplicationDescription(command->summary());
    words.addHelpOption();
    words.addOption({QStringLiteral("home"), QStringLiteral("Keep everything below DIR."), QStringLiteral("DIR")});
    command->declare(words);
    if (!words.parse(QStringList {QStringLiteral("triptych ") + name} + arguments)) {
        context.terminal.complain(words.errorText() + QStringLiteral(" See: triptych %1 --help").arg(name));
        return WrongWords;
    }
    if (words.isSet(QStringLiteral("help"))) {
        context.terminal.write(words.helpText().toUtf8());
        return AllWell;
    }
    int status = SomethingFailed;
    const auto start = [&] {
        command->start(words, context, [&status](int ended) {
            status = ended;
            QCoreApplication::exit(ended);
        });
    };
    QMetaObject::invokeMethod(QCoreApplication::instance(), start, Qt::QueuedConnection);
    QCoreApplication::exec();
    return status;
}

} // namespace triptych
