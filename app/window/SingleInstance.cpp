// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/SingleInstance.h"

#include <QDataStream>
#include <QLocalSocket>

namespace triptych {

namespace {

constexpr int patienceMs = 300; // no window is up yet that could freeze
constexpr int maxBytes = 1 << 20;

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent), m_socket(dataFolder + QStringLiteral("/window.socket"))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::read);
}

bool SingleInstance::handOver(const QStringList &files)
{
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    if (!socket.waitForConnected(patienceMs))
        return false;
    QDataStream stream(&socket);
    stream << files;
    socket.flush();
    // Only an answer proves that somebody is there and well.
    return socket.waitForReadyRead(patienceMs) && socket.readAll() == "ok";
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(m_socket);
    m_server.listen(m_socket);
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
