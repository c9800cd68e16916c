// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/startup/WindowStart.h"

#include "app/cli/CliCommand.h"
#include "app/session/Session.h"
#include "app/window/Workbench.h"
#include "app/window/startup/FirstPaint.h"
#include "app/window/startup/FontConfiguration.h"
#include "app/window/startup/SingleInstance.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/TriptychStyle.h"

#include <QApplication>
#include <QFileInfo>
#include <thread>

namespace triptych {

namespace {

struct WindowWords
{
    QStringList files = {};
    bool exitsAfterFirstPaint = false;
};

Result<WindowWords> readWords(const QStringList &arguments)
{
    WindowWords words;
    for (const QString &word : arguments) {
        if (word == QLatin1String("--exit-after-first-paint"))
            words.exitsAfterFirstPaint = true;
        else if (QFileInfo(word).isFile())
            words.files << QFileInfo(word).absoluteFilePath();
        else
            return Error {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("words"), .message = word};
    }
    return words;
}

QString usage()
{
    return QStringLiteral("Usage: triptych [--home DIR] [FILE…]        the window\n"
                          "       triptych SUBCOMMAND --help           one of: %1\n")
        .arg(commandNames().join(QStringLiteral(", ")));
}

} // namespace

int runWindow(int argc, char **argv, const QStringList &arguments, const QString &home)
{
    Terminal terminal;
    if (arguments.contains(QStringLiteral("--help")) || arguments.contains(QStringLiteral("-h"))) {
        terminal.write(usage().toUtf8());
        return AllWell;
    }
    if (arguments.contains(QStringLiteral("--version"))) {
        terminal.line(QStringLiteral("triptych " TRIPTYCH_VERSION));
        return AllWell;
    }
    const auto words = readWords(arguments);
    if (!words) {
        terminal.complain(
            QStringLiteral("\"%1\" is neither a subcommand nor a file: triptych --help lists what there is")
                .arg(words.error().message));
        return WrongWords;
    }

    std::jthread fonts(readFontConfiguration);
    QApplication application(argc, argv);
    fonts.join();
    application.setDesktopFileName(QStringLiteral("org.triptych.Triptych"));
    const Paths paths = Paths::forHome(home);
    if (!paths.makeFolders()) {
        terminal.complain(QStringLiteral("the folders %1 and %2 cannot be made: check who may write there")
                              .arg(paths.config, paths.data));
        return SomethingFailed;
    }
    SingleInstance instance(paths.data);
    if (!words.value().exitsAfterFirstPaint && instance.handOver(words.value().files))
        return AllWell;
    const auto settings = loadSettings(paths.settingsFile());
    for (const Error &fault : settingsFaults(paths.settingsFile()))
        terminal.complain(fault);

    Session session(paths, settings ? settings.value() : Settings {}, KeyRing::WhenLocked::Wait);
    Workbench workbench(session);
    QObject::connect(&instance, &SingleInstance::filesArrived, &workbench, &Workbench::openFiles);
    std::unique_ptr<FirstPaint> firstPaint;
    if (words.value().exitsAfterFirstPaint)
        firstPaint = std::make_unique<FirstPaint>(workbench.window());
    else
        instance.listen();
    workbench.openFiles(words.value().files);
    workbench.show();
    return QApplication::exec();
}

} // namespace triptych
