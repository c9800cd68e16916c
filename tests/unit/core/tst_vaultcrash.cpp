// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/AtomicFile.h"
#include "core/vault/VaultStore.h"
#include "tests/support/CheapDerivation.h"

#include <QDir>
#include <QHash>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <set>
#include <sys/stat.h>

using namespace triptych;

namespace {

/// The n-th call of one system call of the saver.
struct Point
{
    QString call;
    int nth = 0;
};

/// How one run of the saver ended.
struct Ending
{
    int exitCode = -1;
    bool wasKilled = false;
    QByteArray words;
};

} // namespace

/// Kills a save at its system calls and fails them, one at a time, with strace. Whatever happens, the vault is the old
/// one or the new one, every backup opens, every file is its owner's, and the next save works. Without TRIPTYCH_LONG in
/// the environment only the calls that touch files are tried.
class TestVaultCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void survivesKills();
    void survivesErrors_data();
    void survivesErrors();
    void goesOnAfterInterruptions_data();
    void goesOnAfterInterruptions();
    void noticesBytesThatWereNeverWritten();
    void restoresWithoutLinks();

private:
    QString newHome(QTemporaryDir &dir) const;
    static Ending runSaver(const QString &vault, const QStringList &options, const QStringList &words = {});
    static Ending disturb(const QString &vault, const Point &point, const QString &how);
    bool savesAgain(const QString &vault) const;
    quint64 generation(const QString &vault) const;
    bool isSound(const QString &vault) const;
    std::vector<Point> points(const std::set<QString> &calls) const;

    CheapDerivation m_cheap;
    quint64 m_old = 0; ///< Generation of the prepared vault.
    QTemporaryDir m_prepared;
    std::vector<Point> m_all; ///< Every system call of an undisturbed save, in order.
};

void TestVaultCrash::initTestCase()
{
    qputenv("ASAN_OPTIONS", "detect_leaks=0"); // leaks cannot be looked for in what strace holds
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        QSKIP("strace is not installed; without it no save can be killed at a chosen moment");
    const QString vault = m_prepared.filePath(QStringLiteral("vault.trv"));
    const VaultStore store(vault);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    auto state = store.save(VaultFile::create(secretOf("password"), m_cheap, {}, now).value().clone(), {});
    for (int i = 0; i < 6; ++i) // more than there are backups, so that a save also removes one
        state = store.save(state.value().file.clone(), state.value().digest);
    QVERIFY(state);
    m_old = state.value().file.header().generation;

    QTemporaryDir home;
    const QString log = home.filePath(QStringLiteral("log"));
    const Ending calm = runSaver(newHome(home), {QStringLiteral("-o"), log});
    QVERIFY2(calm.exitCode == 0, calm.words.constData());
    QHash<QString, int> counts;
    bool isSaving = false;
    const QRegularExpression callName(QStringLiteral("^(\\w+)\\((.*)$"));
    for (const QByteArray &line : readBounded(log, 10 << 20).value().split('\n')) {
        const auto match = callName.match(QString::fromUtf8(line));
        if (!match.hasMatch())
            continue;
        const Point point {match.captured(1), ++counts[match.captured(1)]};
        if (isSaving)
            m_all.push_back(point);
        isSaving |= match.captured(2).contains(QLatin1String("the-save-begins-here"));
    }
    QVERIFY(m_all.size() > 30);
}

QString TestVaultCrash::newHome(QTemporaryDir &dir) const
{
    for (const QFileInfo &file : QDir(m_prepared.path()).entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile::copy(file.filePath(), dir.filePath(file.fileName()));
        QFile::setPermissions(dir.filePath(file.fileName()), QFile::ReadOwner | QFile::WriteOwner);
    }
    return dir.filePath(QStringLiteral("vault.trv"));
}

Ending TestVaultCrash::runSaver(const QString &vault, const QStringList &options, const QStringList &words)
{
    QProcess strace;
    strace.start(QStringLiteral("strace"),
                 QStringList {QStringLiteral("-qq")} + options + QStringList {QStringLiteral(VAULT_SAVER), vault}
                     + words);
    if (!strace.waitForFinished(20'000))
        return {.words = "did not end"};
    // strace ends as its child did, also by the same signal
    return {strace.exitCode(), strace.exitStatus() == QProcess::CrashExit, strace.readAllStandardError()};
}

Ending TestVaultCrash::disturb(const QString &vault, const Point &point, const QString &how)
{
    return runSaver(vault,
                    {QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("-e"),
                     QStringLiteral("trace=") + point.call, QStringLiteral("-e"),
                     QStringLiteral("inject=%1:%2:when=%3").arg(point.call, how).arg(point.nth)});
}

bool TestVaultCrash::savesAgain(const QString &vault) const
{
    const VaultStore store(vault);
    const auto opened = store.open(secretOf("password"), m_cheap);
    return opened && store.save(opened.value().file.clone(), opened.value().digest);
}

quint64 TestVaultCrash::generation(const QString &vault) const
{
    const auto bytes = readBounded(vault, VaultFile::mostBytes);
    if (!bytes)
        return 0;
    const auto opened = VaultFile::open(bytes.value(), secretOf("password"), m_cheap);
    return opened && opened.value().verifyKeys() ? opened.value().header().generation : 0;
}

/// The vault and all its backups open, nothing can be read by others, and one more save works and tidies up.
bool TestVaultCrash::isSound(const QString &vault) const
{
    const quint64 now = generation(vault);
    if (now != m_old && now != m_old + 1)
        return false;
    for (const QString &backup : backupsOf(vault)) {
        if (generation(backup) == 0)
            return false;
    }
    const QDir folder(QFileInfo(vault).path());
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files | QDir::Hidden)) {
        struct stat status = {};
        if (stat(qUtf8Printable(file.filePath()), &status) != 0 || (status.st_mode & 0777) != 0600)
            return false;
    }
    if (!savesAgain(vault) || generation(vault) <= now)
        return false;
    const QStringList leftovers = folder.entryList({QStringLiteral(".vault.trv.new-*")}, QDir::Files | QDir::Hidden);
    return leftovers.isEmpty() && backupsOf(vault).size() == 5;
}

std::vector<Point> TestVaultCrash::points(const std::set<QString> &calls) const
{
    std::vector<Point> chosen;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(chosen),
                 [&calls](const Point &point) { return calls.count(point.call) > 0; });
    return chosen;
}

void TestVaultCrash::survivesKills()
{
    const std::set<QString> touching {QStringLiteral("openat"), QStringLiteral("write"),  QStringLiteral("fsync"),
                                      QStringLiteral("fchmod"), QStringLiteral("linkat"), QStringLiteral("renameat"),
                                      QStringLiteral("rename"), QStringLiteral("unlink"), QStringLiteral("unlinkat"),
                                      QStringLiteral("flock")};
    const auto chosen = qEnvironmentVariableIsSet("TRIPTYCH_LONG") ? m_all : points(touching);
    QVERIFY(chosen.size() >= 20);
    int oldOnes = 0;
    int newOnes = 0;
    for (const Point &point : chosen) {
        QTemporaryDir home;
        const QString vault = newHome(home);
        const Ending ending = disturb(vault, point, QStringLiteral("signal=SIGKILL"));
        QVERIFY2(ending.wasKilled, qPrintable(point.call));
        (generation(vault) == m_old ? oldOnes : newOnes) += 1;
        QVERIFY2(isSound(vault), qPrintable(QStringLiteral("%1, call %2").arg(point.call).arg(point.nth)));
    }
    QVERIFY(oldOnes > 0 && newOnes > 0); // the kills lay on both sides of the rename
}

void TestVaultCrash::survivesErrors_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("error");
    const auto add = [](const char *call, const char *error) {
        QTest::addRow("%s %s", call, error) << QString::fromLatin1(call) << QString::fromLatin1(error);
    };
    for (const char *call : {"openat", "write", "fsync", "linkat", "renameat"}) {
        add(call, "EIO");
        add(call, "ENOSPC");
    }
    add("write", "EDQUOT");
    add("openat", "EROFS");
    add("openat", "EMFILE");
    add("fchmod", "EPERM");
    add("linkat", "EPERM"); // a file system without links: the backup is a copy
    add("flock", "ENOLCK");
    add("read", "EIO");
}

void TestVaultCrash::survivesErrors()
{
    QFETCH(const QString, call);
    QFETCH(const QString, error);
    const auto chosen = points({call});
    QVERIFY(!chosen.empty());
    for (const Point &point : chosen) {
        QTemporaryDir home;
        const QString vault = newHome(home);
        const Ending ending = disturb(vault, point, QStringLiteral("error=") + error);
        QVERIFY2(!ending.wasKilled && ending.exitCode <= 1, ending.words.constData());
        if (ending.exitCode == 0)
            QCOMPARE(generation(vault), m_old + 1);
        else
            QVERIFY2(ending.words.contains("vault."), ending.words.constData());
        QVERIFY2(isSound(vault), qPrintable(QStringLiteral("%1, call %2").arg(point.call).arg(point.nth)));
    }
}

void TestVaultCrash::goesOnAfterInterruptions_data()
{
    QTest::addColumn<QString>("call");
    for (const char *call : {"openat", "write", "read", "flock"})
        QTest::newRow(call) << QString::fromLatin1(call);
}

void TestVaultCrash::goesOnAfterInterruptions()
{
    QFETCH(const QString, call);
    for (const Point &point : points({call})) {
        QTemporaryDir home;
        const QString vault = newHome(home);
        const Ending ending = disturb(vault, point, QStringLiteral("error=EINTR"));
        QVERIFY2(ending.exitCode == 0, ending.words.constData());
        QCOMPARE(generation(vault), m_old + 1);
    }
}

void TestVaultCrash::noticesBytesThatWereNeverWritten()
{
    // The disk claims to have written 4096 bytes and did not: only reading back can tell.
    const auto writes = points({QStringLiteral("write")});
    QVERIFY(!writes.empty());
    QTemporaryDir home;
    const QString vault = newHome(home);
    const Ending ending = disturb(vault, writes.front(), QStringLiteral("retval=4096"));
    QCOMPARE(ending.exitCode, 1);
    QVERIFY2(ending.words.contains("vault.damaged"), ending.words.constData());
    QCOMPARE(generation(vault), m_old);
    QVERIFY(isSound(vault));
}

/// A file system without links keeps the damaged file as a copy.
void TestVaultCrash::restoresWithoutLinks()
{
    QTemporaryDir home;
    const QString vault = newHome(home);
    const QString backup = backupsOf(vault).first();
    QVERIFY(writeAtomically(vault, "damaged"));
    const Ending ending = runSaver(vault,
                                   {QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("-e"),
                                    QStringLiteral("inject=linkat,link:error=EPERM")},
                                   {backup});
    QCOMPARE(ending.exitCode, 0);
    QCOMPARE(generation(vault), generation(backup));
    const QStringList aside = QDir(home.path()).entryList({QStringLiteral("vault.trv.damaged-*")});
    QCOMPARE(aside.size(), 1);
    QCOMPARE(readBounded(home.filePath(aside.first()), 100).value(), QByteArray("damaged"));
}

QTEST_GUILESS_MAIN(TestVaultCrash)
#include "tst_vaultcrash.moc"
