// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocalServer>
#include <QObject>
#include <QStringList>

namespace triptych {

/// One window for a home: a second start hands its files to the first and goes. Lives on the GUI thread.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);

    /// True when another window of this home took the files.
    bool handOver(const QStringList &files);
    /// Becomes the window that later starts find.
    void listen();

Q_SIGNALS:
    void filesArrived(const QStringList &files); ///< Empty: somebody just started again.

private:
    void read();

    QString m_socket;
    QLocalServer m_server;
};

} // namespace triptych
