// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/AtomicFile.h"
#include "tests/support/Unprivileged.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace triptych;

class TestAtomicFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void writesAndReplaces();
    void keepsTheOldFileWhenTheNewOneDoesNotVerify();
    void showsTheVerifierWhatIsOnTheDisk();
    void keepsSomeBackups();
    void removesLeftoversWhenAlone();
    void isPrivateUnderAnyMask_data();
    void isPrivateUnderAnyMask();
    void followsLinksInsideTheFolder();
    void refusesLinksThatLeaveTheFolder();
    void followsLinksAnywhereWhenAsked();
    void replacesALinkWhenAsked();
    void keepsTheModeWhenAsked();
    void refusesWhatIsNoFile();
    void refusesAFolderThatIsNotThere();
    void namesItsFailuresForServices();
    void leavesNothingInAReadOnlyFolder();
    void readsRegularFilesOnly();
    void readsNoMoreThanAllowed();

private:
    QString path(const QString &name) const { return m_home->filePath(name); }
    QByteArray content(const QString &name) const { return readBounded(path(name), 1000).value(); }
    QStringList files() const { return QDir(m_home->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }

    std::unique_ptr<QTemporaryDir> m_home;
    const QString m_name = QStringLiteral("a.json");
};

void TestAtomicFile::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

void TestAtomicFile::writesAndReplaces()
{
    QVERIFY(writeAtomically(path(m_name), "one"));
    QCOMPARE(content(m_name), QByteArray("one"));
    QVERIFY(writeAtomically(path(m_name), "two"));
    QCOMPARE(content(m_name), QByteArray("two"));
    QVERIFY(writeAtomically(path(m_name), {}));
    QCOMPARE(content(m_name), QByteArray());
    QCOMPARE(files(), QStringList {m_name});
}

void TestAtomicFile::keepsTheOldFileWhenTheNewOneDoesNotVerify()
{
    QVERIFY(writeAtomically(path(m_name), "old"));
    const auto refused = [](const QByteArray &) -> Result<> { return Error {.cause = QStringLiteral("no")}; };
    const auto result = writeAtomically(path(m_name), "new", {.verify = refused, .keepBackups = 5});
    QCOMPARE(result.error().cause, QStringLiteral("no"));
    QCOMPARE(content(m_name), QByteArray("old"));
    QCOMPARE(files(), QStringList {m_name});
}

void TestAtomicFile::showsTheVerifierWhatIsOnTheDisk()
{
    const QByteArray bytes(300'000, 'x');
    bool wasAsked = false;
    QVERIFY(writeAtomically(path(m_name), bytes, {.verify = [&](const QByteArray &read) -> Result<> {
                                wasAsked = read == bytes && !QFile::exists(path(m_name)) && files().size() == 1;
                                return Done {};
                            }}));
    QVERIFY(wasAsked);
}

void TestAtomicFile::keepsSomeBackups()
{
    for (int i = 1; i <= 13; ++i)
        QVERIFY(writeAtomically(path(m_name), QByteArray::number(i), {.keepBackups = 3}));
    QCOMPARE(content(m_name), QByteArray("13"));
    const QStringList backups = backupsOf(path(m_name));
    QCOMPARE(backups,
             (QStringList {path(QStringLiteral("a.bak.12")), path(QStringLiteral("a.bak.11")),
                           path(QStringLiteral("a.bak.10"))}));
    QCOMPARE(readBounded(backups[0], 100).value(), QByteArray("12"));
    QCOMPARE(readBounded(backups[2], 100).value(), QByteArray("10"));
    QCOMPARE(files().size(), 4);
}

void TestAtomicFile::removesLeftoversWhenAlone()
{
    const QString leftover = path(QStringLiteral(".a.json.new-dead"));
    QFile(leftover).open(QIODevice::WriteOnly);
    QFile(path(QStringLiteral(".b.json.new-other"))).open(QIODevice::WriteOnly);
    QVERIFY(writeAtomically(path(m_name), "one"));
    QVERIFY(QFile::exists(leftover)); // may be somebody's
    QVERIFY(writeAtomically(path(m_name), "one", {.isAlone = true}));
    QCOMPARE(files(), (QStringList {QStringLiteral(".b.json.new-other"), m_name}));
}

void TestAtomicFile::isPrivateUnderAnyMask_data()
{
    QTest::addColumn<int>("mask");
    for (const int mask : {0, 022, 077, 0777})
        QTest::addRow("%03o", unsigned(mask)) << mask;
}

void TestAtomicFile::isPrivateUnderAnyMask()
{
    QFETCH(const int, mask);
    const mode_t usual = umask(mode_t(mask));
    const auto result = writeAtomically(path(m_name), "x", {.keepBackups = 1});
    umask(usual);
    QVERIFY(result);
    struct stat status = {};
    QCOMPARE(stat(qUtf8Printable(path(m_name)), &status), 0);
    QCOMPARE(int(status.st_mode & 07777), 0600);
}

void TestAtomicFile::followsLinksInsideTheFolder()
{
    QVERIFY(writeAtomically(path(QStringLiteral("real.json")), "old"));
    QVERIFY(QFile::link(QStringLiteral("real.json"), path(m_name)));
    QVERIFY(writeAtomically(path(m_name), "new"));
    QCOMPARE(content(QStringLiteral("real.json")), QByteArray("new"));
    QVERIFY(QFileInfo(path(m_name)).isSymLink());
}

void TestAtomicFile::refusesLinksThatLeaveTheFolder()
{
    const QTemporaryDir elsewhere;
    const QString target = elsewhere.filePath(QStringLiteral("target"));
    QVERIFY(writeAtomically(target, "theirs"));
    QVERIFY(QFile::link(target, path(m_name)));
    QCOMPARE(writeAtomically(path(m_name), "new").error().cause, QStringLiteral("file.write"));
    QCOMPARE(readBounded(target, 100).value(), QByteArray("theirs"));
    QVERIFY(QFile::link(path(m_name), path(QStringLiteral("b.json")))); // a link to the link
    QCOMPARE(writeAtomically(path(QStringLiteral("b.json")), "new").error().cause, QStringLiteral("file.write"));
    QCOMPARE(readBounded(target, 100).value(), QByteArray("theirs"));
}

void TestAtomicFile::followsLinksAnywhereWhenAsked()
{
    const QTemporaryDir elsewhere;
    const QString target = elsewhere.filePath(QStringLiteral("target"));
    QVERIFY(QFile::link(target, path(m_name)));
    QVERIFY(
        QFile::link(path(m_name), path(QStringLiteral("b.json")))); // a link to the link, and nothing at its end yet
    const AtomicWrite how {.links = AtomicWrite::Links::Follow};
    QVERIFY(writeAtomically(path(QStringLiteral("b.json")), "new", how));
    QCOMPARE(readBounded(target, 100).value(), QByteArray("new"));
    QVERIFY(QFileInfo(path(m_name)).isSymLink() && QFileInfo(path(QStringLiteral("b.json"))).isSymLink());

    QVERIFY(QFile::link(path(QStringLiteral("d")), path(QStringLiteral("c"))));
    QVERIFY(QFile::link(path(QStringLiteral("c")), path(QStringLiteral("d"))));
    QCOMPARE(writeAtomically(path(QStringLiteral("c")), "new", how).error().cause, QStringLiteral("file.write"));
}

void TestAtomicFile::replacesALinkWhenAsked()
{
    QVERIFY(writeAtomically(path(QStringLiteral("real.json")), "theirs"));
    QVERIFY(QFile::link(path(QStringLiteral("real.json")), path(m_name)));
    QVERIFY(writeAtomically(path(m_name), "ours", {.links = AtomicWrite::Links::Replace}));
    QVERIFY(!QFileInfo(path(m_name)).isSymLink());
    QCOMPARE(content(m_name), QByteArray("ours"));
    QCOMPARE(content(QStringLiteral("real.json")), QByteArray("theirs"));
}

void TestAtomicFile::keepsTheModeWhenAsked()
{
    const auto modeOf = [this] {
        struct stat status = {};
        return stat(qUtf8Printable(path(m_name)), &status) == 0 ? int(status.st_mode & 07777) : -1;
    };
    const AtomicWrite how {.mode = AtomicWrite::Mode::AsBefore};
    const mode_t umaskBefore = umask(027);
    QVERIFY(writeAtomically(path(m_name), "one", how));
    umask(umaskBefore);
    QCOMPARE(modeOf(), 0640);
    QCOMPARE(chmod(qUtf8Printable(path(m_name)), 0664), 0);
    QVERIFY(writeAtomically(path(m_name), "two", how));
    QCOMPARE(modeOf(), 0664);
    QCOMPARE(content(m_name), QByteArray("two"));
}

void TestAtomicFile::refusesWhatIsNoFile()
{
    QCOMPARE(mkfifo(qUtf8Printable(path(m_name)), 0600), 0);
    QCOMPARE(writeAtomically(path(m_name), "x").error().cause, QStringLiteral("file.write"));
    struct stat status = {};
    QVERIFY(stat(qUtf8Printable(path(m_name)), &status) == 0 && S_ISFIFO(status.st_mode));
}

void TestAtomicFile::namesItsFailuresForServices()
{
    QCOMPARE(asStorage({.cause = QStringLiteral("file.write")}).cause, QStringLiteral("storage"));
    QCOMPARE(asStorage({.cause = QStringLiteral("disk_full")}).cause, QStringLiteral("disk_full"));
}

void TestAtomicFile::refusesAFolderThatIsNotThere()
{
    const auto result = writeAtomically(path(QStringLiteral("none/a.json")), "x");
    QCOMPARE(result.error().cause, QStringLiteral("file.write"));
    QVERIFY(result.error().message.contains(QStringLiteral("none")));
}

void TestAtomicFile::leavesNothingInAReadOnlyFolder()
{
    if (isRoot()) {
        QCOMPARE(runAsNobody("leavesNothingInAReadOnlyFolder"), QByteArray());
        return;
    }
    QVERIFY(writeAtomically(path(m_name), "old"));
    QVERIFY(chmod(qUtf8Printable(m_home->path()), 0500) == 0);
    const auto result = writeAtomically(path(m_name), "new");
    QVERIFY(chmod(qUtf8Printable(m_home->path()), 0700) == 0);
    QCOMPARE(result.error().cause, QStringLiteral("file.write"));
    QCOMPARE(content(m_name), QByteArray("old"));
    QCOMPARE(files(), QStringList {m_name});
}

void TestAtomicFile::readsRegularFilesOnly()
{
    QCOMPARE(readBounded(path(m_name), 10).error().cause, QStringLiteral("file.absent"));
    QCOMPARE(mkfifo(qUtf8Printable(path(m_name)), 0600), 0);
    QCOMPARE(readBounded(path(m_name), 10).error().cause, QStringLiteral("file.read")); // and does not wait
    QCOMPARE(readBounded(m_home->path(), 10).error().cause, QStringLiteral("file.read"));
}

void TestAtomicFile::readsNoMoreThanAllowed()
{
    QVERIFY(writeAtomically(path(m_name), "0123456789"));
    QCOMPARE(readBounded(path(m_name), 10).value().size(), 10);
    QCOMPARE(readBounded(path(m_name), 9).error().cause, QStringLiteral("file.large"));
}

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomicfile.moc"
