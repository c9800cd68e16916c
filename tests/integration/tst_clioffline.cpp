// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/CliHome.h"

#include <QTest>

using namespace triptych;
using Ended = CliHome::Ended;

/// Every command here runs in a network namespace of its own: no interface but loopback, and that one is down at first.
class TestCliOffline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsLocalWorks();
    void saysThatLoopbackIsDown();

private:
    /// One local lane and one in the cloud, whose key comes from the environment.
    Ended runTwo() const;

    std::unique_ptr<CliHome> m_home;
};

namespace {

const QString ownNetwork = QStringLiteral("unshare -rn");
/// Root there, yet with no right to change an interface.
const QString foreignNetwork = QStringLiteral("unshare -rn setpriv --bounding-set=-net_admin --inh-caps=-net_admin");

bool canMake(const QString &words)
{
    QProcess probe;
    probe.startCommand(words + QStringLiteral(" true"));
    return probe.waitForFinished() && probe.exitStatus() == QProcess::NormalExit && probe.exitCode() == 0;
}

} // namespace

void TestCliOffline::init()
{
    for (const QString &words : {ownNetwork, foreignNetwork}) {
        if (!canMake(words))
            QSKIP("this machine lets nobody make a network namespace");
    }
    m_home = std::make_unique<CliHome>();
}

Ended TestCliOffline::runTwo() const
{
    return m_home->run(QStringLiteral("run - --to local/demo#temperature=0 --to openai/gpt-6.2-sol --json"),
                       "Write: Return the factorial of n.", {QStringLiteral("OPENAI_API_KEY=sk-nobody")});
}

void TestCliOffline::whatIsLocalWorks()
{
    m_home->startThrough(ownNetwork);
    const Ended ended = runTwo();
    QCOMPARE(ended.status, 1);
    for (int line = 0; line < 2; ++line) {
        const QJsonObject lane = ended.object(line);
        const bool isLocal = lane[u"provider"].toString() == QLatin1String("local");
        QCOMPARE(lane[u"cause"].toString(), isLocal ? QString() : QStringLiteral("offline"));
        QCOMPARE(lane[u"retries"].toInt(-1), 0);
        if (isLocal)
            QVERIFY(lane[u"text"].toString().contains(QStringLiteral("def factorial(n)")));
    }
}

void TestCliOffline::saysThatLoopbackIsDown()
{
    m_home->startThrough(foreignNetwork);
    const Ended ended = runTwo();
    QCOMPARE(ended.status, 1);
    QStringList causes;
    for (int line = 0; line < 2; ++line)
        causes += ended.object(line)[u"cause"].toString();
    causes.sort();
    QCOMPARE(causes, QStringList({QStringLiteral("local.no_loopback"), QStringLiteral("offline")}));
}

QTEST_GUILESS_MAIN(TestCliOffline)
#include "tst_clioffline.moc"
