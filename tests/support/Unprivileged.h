// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>
#include <grp.h>
#include <unistd.h>

namespace triptych {

/// Root may write everywhere, so what is refused to others shows only as one of them.
inline bool isRoot()
{
    return ::geteuid() == 0;
}

/// Runs one function of this test program as nobody. Empty when it passed, otherwise what it said.
inline QByteArray runAsNobody(const char *function)
{
    constexpr uid_t nobody = 65534;
    QProcess test;
    test.setProcessChannelMode(QProcess::MergedChannels);
    // Root's home is closed to nobody, and with it the Qt that the thread sanitizer understands.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TSAN_OPTIONS"), QStringLiteral("report_bugs=0"));
    test.setProcessEnvironment(environment);
    test.setChildProcessModifier([] {
        if (::setgroups(0, nullptr) != 0 || ::setgid(nobody) != 0 || ::setuid(nobody) != 0)
            ::_exit(99);
    });
    test.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(function)});
    if (!test.waitForFinished(60'000))
        return "did not end: " + test.errorString().toUtf8() + test.readAll();
    const bool passed = test.exitStatus() == QProcess::NormalExit && test.exitCode() == 0;
    return passed ? QByteArray() : test.readAll() + "exit " + QByteArray::number(test.exitCode());
}

} // namespace triptych
