// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/CarefulWriter.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QSqlDatabase>
#include <QStringList>
#include <QTimer>

class QFile;

namespace triptych {

/// Brings what other processes left in the spool into the database, line by line as they write it, and removes a file
/// when its process is gone. Lives on the history's thread, in the one process that writes.
class SpoolImporter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpoolImporter)

public:
    /// `ownStem` is this process; its lanes go on although its spool file is done with.
    SpoolImporter(const QSqlDatabase &database, const QString &folder, const QString &ownStem,
                  const HistoryTimes &times, QObject *parent = nullptr);

    /// Imports what is there; also ends what crashed, in spool files and in the database itself.
    void importAll();

Q_SIGNALS:
    void imported();
    void failed(const triptych::Error &error);
    void refused(const triptych::Error &error); ///< One operation was put beside; its message names the file.

private:
    struct Step
    {
        qint64 lines = 0;
        bool isFinished = false; ///< Nothing more to read now.
        bool isAbandoned = false; ///< And nothing will come.
    };

    QStringList spoolFiles() const;
    Result<bool> importFile(const QString &name);
    Result<Step> importStep(const QString &name);
    /// How far a file was read: up to which byte, and up to which number.
    struct Place
    {
        qint64 offset = 0;
        qint64 number = 0;
    };
    Result<Place> placeIn(const QString &name, QFile &file) const;
    Result<Step> applyLines(QFile &file, const QString &stem, qint64 &number);
    Result<bool> applyLine(const QByteArray &line, const QString &stem, qint64 &number);
    Result<> endCrashed();
    Result<> forgetRemovedFiles();
    void watch();

    const QSqlDatabase &m_database;
    QString m_folder;
    QString m_ownStem;
    CarefulWriter m_writer;
    QFileSystemWatcher m_watcher;
    QTimer m_soon;
    QTimer m_check;
    QTimer m_watchLater; ///< The kernel takes 10 ms to end a watch, which a command that just ran would wait for.
};

} // namespace triptych
