// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/startup/SingleInstance.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDeadlineTimer>
#include <QLocalSocket>
#include <QThread>
#include <fcntl.h>

namespace triptych {

namespace {

constexpr int maxBytes = 1 << 20;
constexpr qsizetype longestSocketName = 100; // the system's own limit is 107 bytes
constexpr unsigned long pauseMs = 20;

/// Below the data folder; where that is too long for a socket, in the folder that belongs to this login alone.
QString socketName(const QString &dataFolder)
{
    const QString beside = dataFolder + QStringLiteral("/window.socket");
    if (beside.toLocal8Bit().size() <= longestSocketName)
        return beside;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QByteArray home = QCryptographicHash::hash(dataFolder.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return runtime.isEmpty() ? QString() : runtime + QStringLiteral("/triptych-") + QString::fromLatin1(home);
}

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent),
      m_socket(socketName(dataFolder)),
      m_patience(patience)
{
    if (auto lock = openFile(dataFolder + QStringLiteral("/window.lock"), O_RDWR | O_CREAT)) {
        m_lock = std::move(lock).value();
        m_isFirst = tryLock(m_lock);
    }
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::read);
}

bool SingleInstance::handOver(const QStringList &files)
{
    if (m_isFirst || m_socket.isEmpty())
        return false;
    const QDeadlineTimer deadline(m_patience);
    QLocalSocket socket;
    for (;;) { // no window is up yet that could freeze
        socket.connectToServer(m_socket);
        if (socket.waitForConnected(int(deadline.remainingTime())))
            break;
        if (deadline.hasExpired())
            return false;
        Q_EMIT waited();
        QThread::msleep(pauseMs); // the first one is starting, too
    }
    QDataStream stream(&socket);
    stream << files;
    socket.flush();
    // Only an answer proves that somebody is there and well.
    return socket.waitForReadyRead(int(deadline.remainingTime())) && socket.readAll() == "ok";
}

void SingleInstance::listen()
{
    if (!m_isFirst || m_socket.isEmpty())
        return;
    QLocalServer::removeServer(m_socket); // a crash left it
    if (!m_server.listen(m_socket))
        qWarning("later starts open windows of their own: %s", qUtf8Printable(m_server.errorString()));
}

void SingleInstance::read()
{
    QLocalSocket *socket = m_server.nextPendingConnection();
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (socket->bytesAvailable() > maxBytes) {
            socket->abort();
            return;
        }
        QDataStream stream(socket);
        stream.startTransaction();
        QStringList files;
        stream >> files;
        if (!stream.commitTransaction())
            return;
        socket->write("ok");
        socket->flush();
        Q_EMIT filesArrived(files);
    });
}

} // namespace triptych
