// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QTest>

/// Runs Prometheus' own checker, of the package prometheus, and fails with what it says.
inline void checkByPromtool(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess promtool;
    promtool.setProcessChannelMode(QProcess::MergedChannels);
    promtool.start(QStringLiteral("promtool"), arguments);
    QVERIFY2(promtool.waitForStarted(), "no promtool: the package prometheus has it");
    promtool.write(input);
    promtool.closeWriteChannel();
    QVERIFY(promtool.waitForFinished());
    const QByteArray words = promtool.readAll();
    QVERIFY2(promtool.exitStatus() == QProcess::NormalExit && promtool.exitCode() == 0, words.constData());
}
