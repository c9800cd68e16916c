// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/Migrations.h"
#include "tests/support/HistoryFaults.h"

#include <QFile>
#include <QTemporaryDir>

using namespace triptych;

/// One schema after the other, with a copy of what was there.
class TestHistoryMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void migratesStepByStep();
    void copiesAllBesideAReader();
    void migrationThatFailsLeavesTheStepBefore();
    void aNewDatabaseIsNotCopied();

private:
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestHistoryMigrations::migratesStepByStep()
{
    const QString path = m_home->filePath(QStringLiteral("m.sqlite"));
    const Migration first {{QStringLiteral("CREATE TABLE a(x)"), QStringLiteral("INSERT INTO a VALUES(42)")}};
    const Migration second {{QStringLiteral("ALTER TABLE a ADD COLUMN y DEFAULT 7")}};
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("m"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QVERIFY(execute(database, QStringLiteral("PRAGMA journal_mode = WAL")));
        QVERIFY(migrate(database, path, {first}));
        QVERIFY(!QFile::exists(path + QStringLiteral(".v0.bak"))); // nothing was there to lose
        QVERIFY(migrate(database, path, {first, second}));
        QCOMPARE(schemaVersion(database), 2);
        QCOMPARE(firstValue(database, QStringLiteral("SELECT x + y FROM a")).value().toInt(), 49);
        QVERIFY(migrate(database, path, {first, second})); // nothing left to do
    }
    QSqlDatabase::removeDatabase(QStringLiteral("m"));
    const QString copy = path + QStringLiteral(".v1.bak");
    QCOMPARE(rightsOfOthers(copy), 0);
    QCOMPARE(Beside(copy).value(QStringLiteral("SELECT x FROM a")).toInt(), 42);
    QCOMPARE(Beside(copy).value(QStringLiteral("PRAGMA user_version")).toInt(), 1);
}

/// Somebody who reads an older state keeps the log from being taken into the file; the copy is whole
/// all the same.
void TestHistoryMigrations::copiesAllBesideAReader()
{
    const QString path = m_home->filePath(QStringLiteral("m.sqlite"));
    const QString copy = path + QStringLiteral(".v1.bak");
    const Migration first {{QStringLiteral("CREATE TABLE a(x)"), QStringLiteral("INSERT INTO a VALUES(1)")}};
    const Migration second {{QStringLiteral("ALTER TABLE a ADD COLUMN y DEFAULT 7")}};
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("m"));
        database.setDatabaseName(path);
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=100"));
        QVERIFY(database.open());
        QVERIFY(execute(database, QStringLiteral("PRAGMA journal_mode = WAL")));
        QVERIFY(migrate(database, path, {first}));
        QSqlDatabase reader = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("r"));
        reader.setDatabaseName(path);
        QVERIFY(reader.open());
        QVERIFY(execute(reader, QStringLiteral("BEGIN")));
        QCOMPARE(firstValue(reader, QStringLiteral("SELECT sum(x) FROM a")).value().toInt(), 1);
        QVERIFY(execute(database, QStringLiteral("INSERT INTO a VALUES(41)")));
        QVERIFY(migrate(database, path, {first, second}));
        QCOMPARE(firstValue(reader, QStringLiteral("SELECT sum(x) FROM a")).value().toInt(), 1);
    }
    for (const auto *name : {"m", "r"})
        QSqlDatabase::removeDatabase(QLatin1String(name));
    QCOMPARE(Beside(copy).value(QStringLiteral("SELECT sum(x) FROM a")).toInt(), 42);
    QCOMPARE(Beside(copy).value(QStringLiteral("PRAGMA user_version")).toInt(), 1);
    QCOMPARE(rightsOfOthers(copy), 0);
    QVERIFY(!QFile::exists(copy + QStringLiteral(".tmp")));
}

void TestHistoryMigrations::migrationThatFailsLeavesTheStepBefore()
{
    const QString path = m_home->filePath(QStringLiteral("m.sqlite"));
    const Migration first {{QStringLiteral("CREATE TABLE a(x)")}};
    const Migration faulty {{QStringLiteral("CREATE TABLE b(x)"), QStringLiteral("CREATE TABLE a(x)")}};
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("m"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QVERIFY(migrate(database, path, {first}));
        QVERIFY(!migrate(database, path, {first, faulty}));
        QCOMPARE(schemaVersion(database), 1);
        QCOMPARE(
            firstValue(database, QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = 'b'")).value().toInt(),
            0);
    }
    QSqlDatabase::removeDatabase(QStringLiteral("m"));
}

void TestHistoryMigrations::aNewDatabaseIsNotCopied()
{
    const QString path = m_home->filePath(QStringLiteral("m.sqlite"));
    const Migration first {{QStringLiteral("CREATE TABLE a(x)")}};
    const Migration second {{QStringLiteral("ALTER TABLE a ADD COLUMN y")}};
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("m"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QVERIFY(migrate(database, path, {first, second}));
        QCOMPARE(schemaVersion(database), 2);
    }
    QSqlDatabase::removeDatabase(QStringLiteral("m"));
    QVERIFY(!QFile::exists(path + QStringLiteral(".v1.bak")));
}

QTEST_GUILESS_MAIN(TestHistoryMigrations)
#include "tst_historymigrations.moc"
