// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/RedisServer.h"

#include "core/gateway/idempotency/RedisConnection.h"

#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>
#include <csignal>
#include <sys/prctl.h>

namespace triptych {

namespace {

constexpr int patience = 20'000; // ms

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

QString program()
{
    return QStandardPaths::findExecutable(QStringLiteral("redis-server"));
}

} // namespace

RedisServer::~RedisServer()
{
    kill();
}

bool RedisServer::isInstalled()
{
    return !program().isEmpty();
}

bool RedisServer::start(const QStringList &options, const QProcessEnvironment &environment)
{
    if (m_port == 0)
        m_port = freePort();
    m_process = std::make_unique<QProcess>();
    m_process->setWorkingDirectory(folder());
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->setProcessEnvironment(environment.isEmpty() ? QProcessEnvironment::systemEnvironment() : environment);
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process->start(program(),
                     QStringList {QStringLiteral("--port"), QString::number(m_port), QStringLiteral("--bind"),
                                  QStringLiteral("127.0.0.1"), QStringLiteral("--save"), QString(),
                                  QStringLiteral("--appendonly"), QStringLiteral("yes"),
                                  QStringLiteral("--appendfsync"), QStringLiteral("always"),
                                  QStringLiteral("--auto-aof-rewrite-percentage"), QStringLiteral("0")}
                         + options);
    const QByteArray question = "return {1}";
    return QTest::qWaitFor(
        [&] {
            const auto answer = RedisConnection(address()).run(question, {}, {});
            // One that wants a password answers too.
            return answer || answer.error().cause == QLatin1String("idempotency.redis_auth");
        },
        patience);
}

void RedisServer::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(patience);
    m_process.reset();
}

void RedisServer::pause()
{
    ::kill(pid_t(m_process->processId()), SIGSTOP);
}

void RedisServer::resume()
{
    ::kill(pid_t(m_process->processId()), SIGCONT);
}

QByteArray RedisServer::url() const
{
    return "redis://127.0.0.1:" + QByteArray::number(m_port);
}

RedisAddress RedisServer::address() const
{
    return RedisAddress::parse(url()).value();
}

} // namespace triptych
