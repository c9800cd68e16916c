// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/RedisAddress.h"

#include <QProcess>
#include <QTemporaryDir>

namespace triptych {

/// A real redis-server on a free port of this machine, with a folder of its own and every write on the disk. It goes
/// with this object, and with the test if that dies.
class RedisServer
{
    Q_DISABLE_COPY_MOVE(RedisServer)

public:
    RedisServer() = default;
    ~RedisServer();

    static bool isInstalled();
    /// Starts it, or starts it again on the data that it had; true once it answers.
    bool start(const QStringList &options = {}, const QProcessEnvironment &environment = {});
    void kill(); ///< As a crash would.
    void pause();
    void resume();

    QByteArray url() const; ///< redis://…
    RedisAddress address() const;
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    quint16 m_port = 0;
    std::unique_ptr<QProcess> m_process;
};

} // namespace triptych
