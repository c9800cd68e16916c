// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/startup/FirstPaint.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QTimer>
#include <QWidget>
#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace triptych {

namespace {

/// The kernel tells when a process began, in ticks since the machine started.
double msSinceProcessStart()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    constexpr int startField = 19; // the 22nd of all, counted behind the name
    const double startedMs = fields.value(startField).toDouble() * 1000.0 / double(::sysconf(_SC_CLK_TCK));
    timespec now {};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return double(now.tv_sec) * 1000.0 + double(now.tv_nsec) / 1e6 - startedMs;
}

} // namespace

FirstPaint::FirstPaint(QWidget &window) : m_window(window)
{
    window.installEventFilter(this);
}

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    // Widgets paint inside the window's UpdateRequest; after it the frame is on its way to the screen.
    if (event->type() == QEvent::Paint && watched == &m_window && !m_isPainted) {
        m_isPainted = true;
        QTimer::singleShot(0, this, [] {
            std::printf("first paint %.0f ms\n", msSinceProcessStart());
            std::fflush(stdout);
            QCoreApplication::quit();
        });
    }
    return QObject::eventFilter(watched, event);
}

} // namespace triptych
