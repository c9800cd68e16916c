// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/Paths.h"
#include "core/settings/PrivateFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace triptych;

namespace {

/// The umask of the process while it lives.
class Umask
{
public:
    explicit Umask(mode_t mask) : m_before(::umask(mask)) {}
    ~Umask() { ::umask(m_before); }
    Q_DISABLE_COPY_MOVE(Umask)

private:
    mode_t m_before;
};

int modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 07777) : -1;
}

} // namespace

class TestPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEverythingBelowOneHome();
    void followsXdg();
    void prefersTheArgument();
    void makesPrivateFolders_data() { umasks(); }
    void makesPrivateFolders();
    void mendsAnOpenFolder();
    void refusesAFileInTheWay();
    void writesPrivately_data() { umasks(); }
    void writesPrivately();
    void leavesNothingBehindWhenItFails();
    void readsOnlyRegularFiles();

private:
    static void umasks()
    {
        QTest::addColumn<uint>("mask");
        for (const uint mask : {0u, 022u, 077u, 0777u})
            QTest::addRow("umask %o", mask) << mask;
    }
};

void TestPaths::keepsEverythingBelowOneHome()
{
    qputenv("TRIPTYCH_HOME", "/some/where/");
    const Paths paths = Paths::forHome({});
    QCOMPARE(paths.config, QStringLiteral("/some/where/config"));
    QCOMPARE(paths.vaultFile(), QStringLiteral("/some/where/data/vault.trv"));
    QCOMPARE(paths.cache, QStringLiteral("/some/where/cache"));
    QVERIFY(paths.share.endsWith(QStringLiteral("/share/triptych")));
}

void TestPaths::followsXdg()
{
    qunsetenv("TRIPTYCH_HOME");
    qputenv("HOME", "/home/someone");
    qputenv("XDG_CONFIG_HOME", "/etc/somewhere");
    qputenv("XDG_DATA_HOME", "relative/does/not/count");
    qunsetenv("XDG_CACHE_HOME");
    const Paths paths = Paths::forHome({});
    QCOMPARE(paths.settingsFile(), QStringLiteral("/etc/somewhere/triptych/settings.json"));
    QCOMPARE(paths.data, QStringLiteral("/home/someone/.local/share/triptych"));
    QCOMPARE(paths.cache, QStringLiteral("/home/someone/.cache/triptych"));
}

void TestPaths::prefersTheArgument()
{
    qputenv("TRIPTYCH_HOME", "/some/where");
    QCOMPARE(Paths::forHome(QStringLiteral("/else/../there")).config, QStringLiteral("/there/config"));
}

void TestPaths::makesPrivateFolders()
{
    QFETCH(const uint, mask);
    const QTemporaryDir folder;
    const Umask umask(mask);
    const Paths paths = Paths::forHome(folder.filePath(QStringLiteral("a/b")));
    QVERIFY(paths.makeFolders());
    for (const QString &made :
         {folder.filePath(QStringLiteral("a")), folder.filePath(QStringLiteral("a/b")), paths.config,
          paths.providersFolder(), paths.data, paths.modelsFolder(), paths.draftsFolder(), paths.cache})
        QCOMPARE(modeOf(made), 0700);
}

void TestPaths::mendsAnOpenFolder()
{
    const QTemporaryDir folder;
    const QString open = folder.filePath(QStringLiteral("open"));
    QCOMPARE(::mkdir(QFile::encodeName(open).constData(), 0755), 0);
    QVERIFY(makePrivateFolder(open));
    QCOMPARE(modeOf(open), 0700);
}

void TestPaths::refusesAFileInTheWay()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("data")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!Paths::forHome(folder.path()).makeFolders());
}

void TestPaths::writesPrivately()
{
    QFETCH(const uint, mask);
    const QTemporaryDir folder;
    const Umask umask(mask);
    const QString file = folder.filePath(QStringLiteral("f"));
    QVERIFY(writePrivateFile(file, "old"));
    QVERIFY(writePrivateFile(file, "new"));
    QCOMPARE(modeOf(file), 0600);
    const auto bytes = readPrivateFile(file, 100);
    QVERIFY(bytes && bytes.value());
    QCOMPARE(*bytes.value(), QByteArray("new"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList {QStringLiteral("f")});
}

void TestPaths::leavesNothingBehindWhenItFails()
{
    const QTemporaryDir folder;
    const QString target = folder.filePath(QStringLiteral("taken"));
    QVERIFY(QDir().mkpath(target + QStringLiteral("/inside"))); // a file cannot be renamed over it
    const Result<> written = writePrivateFile(target, "x");
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Storage);
    QVERIFY(written.error().message.contains(target));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
    QVERIFY(!writePrivateFile(folder.filePath(QStringLiteral("no/such/folder")), "x"));
}

void TestPaths::readsOnlyRegularFiles()
{
    const QTemporaryDir folder;
    const QString fifo = folder.filePath(QStringLiteral("fifo"));
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    QVERIFY(!readPrivateFile(fifo, 100));
    QVERIFY(!readPrivateFile(folder.path(), 100));
    const auto missing = readPrivateFile(folder.filePath(QStringLiteral("none")), 100);
    QVERIFY(missing && !missing.value());
    const QString large = folder.filePath(QStringLiteral("large"));
    QVERIFY(writePrivateFile(large, QByteArray(101, 'x')));
    QVERIFY(!readPrivateFile(large, 100));
    QVERIFY(readPrivateFile(large, 101));
}

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
