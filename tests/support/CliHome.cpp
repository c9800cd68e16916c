// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/CliHome.h"

#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QTimer>

namespace triptych {

namespace {

QProcessEnvironment cleanEnvironment(const QString &home, const QStringList &more)
{
    QProcessEnvironment clean;
    for (const char *name : {"PATH", "HOME", "XDG_CACHE_HOME", "ASAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH"}) {
        if (qEnvironmentVariableIsSet(name))
            clean.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    clean.insert(QStringLiteral("TRIPTYCH_HOME"), home);
    clean.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    for (const QString &entry : more)
        clean.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    return clean;
}

} // namespace

CliHome::Ended CliHome::run(const QString &words, const QByteArray &input, const QStringList &environment) const
{
    return run(words.split(u' ', Qt::SkipEmptyParts), input, environment);
}

CliHome::Ended CliHome::run(const QStringList &arguments, const QByteArray &input, const QStringList &environment) const
{
    return ended(*start(arguments, input, environment));
}

std::unique_ptr<QProcess> CliHome::start(const QStringList &arguments, const QByteArray &input,
                                         const QStringList &environment) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(cleanEnvironment(m_folder.path(), environment));
    const QStringList words = m_before + QStringList {program()} + arguments;
    process->start(words.first(), words.mid(1));
    process->write(input);
    process->closeWriteChannel();
    return process;
}

CliHome::Ended CliHome::ended(QProcess &process)
{
    constexpr int patienceMs = 100'000;
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(patienceMs, &process, &QProcess::kill);
    if (process.state() != QProcess::NotRunning)
        loop.exec();
    const bool isSound = process.exitStatus() == QProcess::NormalExit && process.error() != QProcess::FailedToStart;
    return {isSound ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QString CliHome::program()
{
    return QStringLiteral(TRIPTYCH_BINARY);
}

void CliHome::write(const QString &name, const QByteArray &bytes) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qUtf8Printable(file.fileName()));
}

bool CliHome::makeVault() const
{
    write(QStringLiteral("password"), "correct horse battery\n");
    return run(QStringLiteral("vault create") + password()).status == 0;
}

} // namespace triptych
