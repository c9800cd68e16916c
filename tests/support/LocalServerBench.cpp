// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/LocalServerBench.h"

#include "tests/support/GgufBuilder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTest>

namespace triptych {

namespace {

QByteArrayList statOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    return line.mid(line.lastIndexOf(')') + 2).split(' ');
}

std::vector<qint64> processesWith(int field, qint64 value)
{
    std::vector<qint64> found;
    for (const QString &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        const qint64 pid = entry.toLongLong();
        const QByteArrayList stat = pid > 0 ? statOf(pid) : QByteArrayList();
        if (stat.size() > field && stat.first() != "Z" && stat.at(field).toLongLong() == value)
            found.push_back(pid);
    }
    return found;
}

} // namespace

LocalServerBench::LocalServerBench()
{
    if (!m_root.isValid())
        qFatal("no folder to work in");
}

QString LocalServerBench::model(const QString &name, const QStringList &behaviour) const
{
    const QString file = path(name + QStringLiteral(".gguf"));
    write(file, GgufBuilder::small().file(32));
    write(file + QStringLiteral(".behaviour"), (behaviour.join(u'\n') + u'\n').toUtf8());
    return file;
}

LocalServerOptions LocalServerBench::options() const
{
    return {.program = fakeEngine(),
            .buildCache = path(QStringLiteral("cache")),
            .stateFolder = path(QStringLiteral("state")),
            .isSandboxed = false};
}

void LocalServerBench::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(name.startsWith(u'/') ? name : path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
}

QByteArray LocalServerBench::read(const QString &name) const
{
    QFile file(name.startsWith(u'/') ? name : path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 LocalServerBench::engine(const QString &model) const
{
    return read(model + QStringLiteral(".pid")).trimmed().toLongLong();
}

QString LocalServerBench::helper(const QString &name)
{
    return QCoreApplication::applicationDirPath() + u'/' + name;
}

QString LocalServerBench::fakeEngine()
{
    return helper(QStringLiteral("fake_llama_server"));
}

std::shared_ptr<Asked> LocalServerBench::ask(LlamaServers &servers, const QString &model)
{
    const auto asked = std::make_shared<Asked>();
    const std::weak_ptr<Asked> guard = asked;
    const auto progress = [guard](const LocalProgress &step) {
        if (const auto listener = guard.lock())
            listener->progress.push_back(step);
    };
    asked->ticket = servers.ensure(model, progress, [guard](Result<LocalServerAddress> answer) {
        const auto listener = guard.lock();
        if (!listener)
            return;
        if (listener->answer)
            qFatal("answered twice");
        listener->answer = std::move(answer);
    });
    return asked;
}

int LocalServerBench::request(const Asked &asked, const QByteArray &target, const QByteArray &method)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(asked.url().host(), quint16(asked.url().port()));
    const QByteArray key = asked.answer->value().key.view().toByteArray();
    socket.write(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key
                 + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    const bool isOver = QTest::qWaitFor(
        [&] {
            answer += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState;
        },
        10'000);
    answer += socket.readAll();
    return isOver ? answer.mid(9, 3).toInt() : 0;
}

bool isAlive(qint64 pid)
{
    const QByteArrayList stat = pid > 0 ? statOf(pid) : QByteArrayList();
    return !stat.isEmpty() && stat.first() != "Z";
}

std::vector<qint64> childrenOf(qint64 pid)
{
    return processesWith(1, pid);
}
std::vector<qint64> processesInSession(qint64 session)
{
    return processesWith(3, session);
}

} // namespace triptych
