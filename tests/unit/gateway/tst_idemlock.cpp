// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/RedisConnection.h"
#include "tests/support/AppendLog.h"
#include "tests/support/RedisServer.h"
#include "tests/support/Sanitized.h"

#include <QDateTime>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>
#include <csignal>
#include <map>
#include <sys/prctl.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds lease {30};
constexpr std::chrono::milliseconds betweenPauses {6};
constexpr std::chrono::milliseconds betweenRestarts {1500};
constexpr int workers = 4;
constexpr int everydayRounds = 200;
constexpr int longRounds = 10'000;

/// What the server itself wrote down about the answers, in the order in which it happened.
struct Verdict
{
    int answered = 0; ///< Keys that have one.
    int takeovers = 0;
    int accepted = 0;
    int stale = 0; ///< Accepted from a holder when there was a newer one.
};

Verdict verdictOf(const QString &folder)
{
    Verdict verdict;
    std::map<QByteArray, qint64> newest;
    std::map<QByteArray, int> answers;
    for (const auto &command : appendedCommands(folder)) {
        if (command.size() < 4 || command[0] != "HSET")
            continue;
        const QByteArray &key = command[1];
        const auto field = [&](const char *name) { return valueAfter(command, name).toLongLong(); };
        if (command[2] == "body") {
            verdict.takeovers += newest.contains(key) ? 1 : 0;
            newest[key] = field("fence");
        } else if (command[2] == "status") {
            ++answers[key];
            ++verdict.accepted;
            verdict.stale += field("content") < newest[key] ? 1 : 0;
        }
    }
    verdict.answered = int(answers.size());
    return verdict;
}

int rounds()
{
    return qEnvironmentVariableIsSet("TRIPTYCH_LONG") ? longRounds : everydayRounds;
}

} // namespace

/// Four processes want to answer the same keys of one Redis while they are paused at random for up to three leases,
/// the server crashes and comes back, and its clock is set an hour forth and back. Not one answer of a holder that was
/// overtaken may be accepted; without the fence some are, which shows that there was something to refuse.
class TestIdemLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void acceptsNoStaleAnswer();
    void acceptsSomeWithoutTheFence();

private:
    void run(const QString &fencing);
    void startWorkers(const QString &fencing);
    void pauseOne();
    void setClock(std::chrono::seconds shift);
    std::chrono::seconds serverTime() const;
    bool areDone() const;
    QProcessEnvironment environment() const;

    std::unique_ptr<RedisServer> m_server;
    std::vector<std::unique_ptr<QProcess>> m_workers;
    int m_refused = 0;
    int m_restarts = 0;
    int m_pauses = 0;
};

void TestIdemLock::initTestCase()
{
    if (!RedisServer::isInstalled())
        QSKIP("redis-server is not installed");
}

void TestIdemLock::init()
{
    m_refused = m_restarts = m_pauses = 0;
    m_server = std::make_unique<RedisServer>();
    setClock(0s);
    QVERIFY(m_server->start({}, environment()));
}

void TestIdemLock::cleanup()
{
    for (const auto &worker : m_workers) {
        worker->kill();
        worker->waitForFinished();
    }
    m_workers.clear();
    m_server.reset();
}

QProcessEnvironment TestIdemLock::environment() const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(SHIFTED_CLOCK));
    environment.insert(QStringLiteral("SHIFTED_CLOCK"), m_server->folder() + QStringLiteral("/clock"));
    return environment;
}

/// For the server and the workers at once, while they run.
void TestIdemLock::setClock(std::chrono::seconds shift)
{
    QFile file(m_server->folder() + QStringLiteral("/clock"));
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    const qint64 seconds = shift.count();
    QCOMPARE(file.write(reinterpret_cast<const char *>(&seconds), sizeof seconds), qint64(sizeof seconds));
}

std::chrono::seconds TestIdemLock::serverTime() const
{
    const auto time = RedisConnection(m_server->address()).run("return redis.call('TIME')", {}, {});
    return std::chrono::seconds(time && !time.value().empty() ? time.value()[0].toLongLong() : 0);
}

void TestIdemLock::startWorkers(const QString &fencing)
{
    for (int i = 0; i < workers; ++i) {
        auto worker = std::make_unique<QProcess>();
        worker->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        worker->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        if (!isSanitized) // whose own library has to come first
            worker->setProcessEnvironment(environment());
        worker->start(
            QStringLiteral(IDEMLOCK_WORKER),
            {QString::fromLatin1(m_server->url()), QString::number(lease.count()), QString::number(rounds()), fencing});
        m_workers.push_back(std::move(worker));
    }
}

void TestIdemLock::pauseOne()
{
    const auto pid = pid_t(m_workers[size_t(QRandomGenerator::global()->bounded(workers))]->processId());
    if (pid == 0) // it is done
        return;
    ++m_pauses;
    ::kill(pid, SIGSTOP);
    const std::chrono::milliseconds pause(QRandomGenerator::global()->bounded(int(lease.count()) * 3));
    QTimer::singleShot(pause, Qt::PreciseTimer, this, [pid] { ::kill(pid, SIGCONT); });
}

bool TestIdemLock::areDone() const
{
    return std::all_of(m_workers.begin(), m_workers.end(),
                       [](const auto &worker) { return worker->state() == QProcess::NotRunning; });
}

void TestIdemLock::run(const QString &fencing)
{
    startWorkers(fencing);
    QTimer chaos;
    connect(&chaos, &QTimer::timeout, this, &TestIdemLock::pauseOne);
    chaos.start(betweenPauses);
    while (!QTest::qWaitFor([this] { return areDone(); }, int(betweenRestarts.count()))) {
        // What was locked before seems long over, or to hold for hours.
        const std::chrono::hours shift(m_restarts % 2 == 0 ? 1 : -1);
        setClock(shift);
        m_server->kill();
        QVERIFY(m_server->start({}, environment()));
        QVERIFY(std::chrono::abs(serverTime() - QDateTime::currentSecsSinceEpoch() * 1s - shift) < 1min);
        ++m_restarts;
    }
    for (const auto &worker : m_workers) {
        QCOMPARE(worker->exitStatus(), QProcess::NormalExit);
        QCOMPARE(worker->exitCode(), 0);
        m_refused += worker->readAllStandardOutput().trimmed().toInt();
    }
    QVERIFY(m_restarts > 0);
    QVERIFY(m_pauses > rounds() / 2);
}

void TestIdemLock::acceptsNoStaleAnswer()
{
    run(QStringLiteral("fenced"));
    const Verdict verdict = verdictOf(m_server->folder());
    qInfo("%d rounds, %d answered, %d takeovers, %d refused, %d stale, %d pauses, %d restarts", rounds(),
          verdict.answered, verdict.takeovers, m_refused, verdict.stale, m_pauses, m_restarts);
    QCOMPARE(verdict.stale, 0);
    QCOMPARE(verdict.accepted, verdict.answered);
    QVERIFY(verdict.answered > rounds() * 8 / 10); // the rest was locked when the clock went back
    QVERIFY(verdict.takeovers > 0);
    QVERIFY(m_refused > 0);
}

void TestIdemLock::acceptsSomeWithoutTheFence()
{
    run(QStringLiteral("unfenced"));
    const Verdict verdict = verdictOf(m_server->folder());
    qInfo("%d rounds, %d answered, %d takeovers, %d stale, %d pauses, %d restarts", rounds(), verdict.answered,
          verdict.takeovers, verdict.stale, m_pauses, m_restarts);
    QCOMPARE(m_refused, 0);
    QVERIFY(verdict.stale > 0);
}

QTEST_GUILESS_MAIN(TestIdemLock)
#include "tst_idemlock.moc"
