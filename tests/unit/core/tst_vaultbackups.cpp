// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/AtomicFile.h"
#include "tests/support/VaultMaker.h"
#include "tests/support/VaultTest.h"

#include <QDir>
#include <QFile>

using namespace triptych;
using namespace std::chrono_literals;

/// A file that is older, newer or less than what this vault saved last, and the way back.
class TestVaultBackups : public VaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void reportsARollback();
    void reportsARollbackOfTheWholeFolder();
    void keepsTheTracesOfARollback();
    void readsANewerMinorVersionOnly();
    void leavesADamagedVaultAlone();
    void findsTheBackupThatThePasswordOpens();
    void offersNoBackupThatIsThePresentFile();
    void restoresABackupWhenAsked();
};

void TestVaultBackups::reportsARollback()
{
    auto vault = openVault();
    const QByteArray old = onDisk();
    QCOMPARE(added(*vault, "sk-0123456789"), QString());
    vault.reset();
    QVERIFY(writeAtomically(m_file, old));
    vault = openVault();
    QVERIFY(vault->info().isRolledBack);
    QCOMPARE(vault->info().generation, 1u);
    QCOMPARE(added(*vault, "sk-again"), QString());
    QVERIFY(!vault->info().isRolledBack);
    QCOMPARE(vault->info().generation, 3u); // past everything that was seen
}

/// The note goes back with the folder; what is kept elsewhere does not.
void TestVaultBackups::reportsARollbackOfTheWholeFolder()
{
    VaultSighting kept;
    const auto keep = [&kept](const VaultSighting &sighting) { kept = sighting; };
    auto vault = newVault();
    vault->rememberSightings({}, keep);
    QCOMPARE(created(*vault, "password"), QString());
    QCOMPARE(kept.generation, 1u);
    const QByteArray old = onDisk();
    QCOMPARE(added(*vault, "sk-0123456789"), QString());
    QCOMPARE(kept.generation, 2u);
    QCOMPARE(kept.vaultId.size(), 32);

    QVERIFY(writeAtomically(m_file, old));
    QVERIFY(QFile::remove(m_file + QStringLiteral(".seen")));
    vault = newVault();
    vault->rememberSightings(kept, keep);
    QCOMPARE(unlocked(*vault, "password"), QString());
    QVERIFY(vault->info().isRolledBack);
    QCOMPARE(kept.generation, 2u);
    Answer<VaultInfo> checked;
    vault->check(secretOf("password"), checked.callback());
    QCOMPARE(checked.cause(), QString());
    QVERIFY(checked.value().isRolledBack);

    QCOMPARE(added(*vault, "sk-again"), QString());
    QCOMPARE(vault->info().generation, 3u); // past everything that was seen
    QVERIFY(!vault->info().isRolledBack);
    QCOMPARE(kept.generation, 3u);
}

/// A rollback to a cheaper password is told at each unlock: the rewrite that makes it dearer must not pass for the
/// newest.
void TestVaultBackups::keepsTheTracesOfARollback()
{
    const Vault::Cost modest {3, 64ull << 20};
    const Vault::Cost usual {3, 256ull << 20};
    auto vault = newVault(modest);
    QCOMPARE(created(*vault, "password"), QString());
    const QByteArray old = onDisk();
    QCOMPARE(added(*vault, "sk-0123456789"), QString());
    QVERIFY(writeAtomically(m_file, old));
    for (int start = 0; start < 2; ++start) {
        vault = newVault(usual);
        bool wasTold = false;
        connect(vault.get(), &Vault::stateChanged, this,
                [&] { wasTold |= vault->state() == VaultState::Unlocked && vault->info().isRolledBack; });
        QCOMPARE(unlocked(*vault, "password"), QString());
        QVERIFY(wasTold);
        QVERIFY(vault->info().isRolledBack);
    }
}

void TestVaultBackups::readsANewerMinorVersionOnly()
{
    VaultMaker newer(*m_cheap);
    newer.header.minor = 1;
    newer.content = R"({"next":1,"keys":[],"later":true})";
    const QByteArray bytes = newer.bytes();
    QVERIFY(writeAtomically(m_file, bytes));
    auto vault = newVault({3, 512ull << 20}); // dearer, but not to be made so
    QCOMPARE(unlocked(*vault, "password"), QString());
    QVERIFY(vault->info().isReadOnly);
    QCOMPARE(added(*vault, "sk-0123456789"), QStringLiteral("vault.newer"));
    Answer<Done> changed;
    vault->changePassword(secretOf("password"), secretOf("second"), changed.callback());
    QCOMPARE(changed.cause(), QStringLiteral("vault.newer"));
    QCOMPARE(onDisk(), bytes);
}

void TestVaultBackups::leavesADamagedVaultAlone()
{
    auto vault = openVault();
    QCOMPARE(vault->newestBackup(), QString());
    QCOMPARE(added(*vault, "sk-0123456789"), QString());
    QCOMPARE(added(*vault, "sk-abcdefghij"), QString());
    vault->lock();
    QByteArray bytes = onDisk();
    bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 4);
    QVERIFY(writeAtomically(m_file, bytes));
    QCOMPARE(unlocked(*vault, "password"), QStringLiteral("vault.damaged"));
    QCOMPARE(created(*vault, "password"), QStringLiteral("vault.exists"));
    QCOMPARE(onDisk(), bytes);
    QCOMPARE(vault->delay(), 0ms); // damage is no wrong password
    QCOMPARE(vault->newestBackup(), m_home->filePath(QStringLiteral("vault.bak.2")));
    QVERIFY(writeAtomically(m_home->filePath(QStringLiteral("vault.bak.2")), "no vault"));
    QCOMPARE(unlocked(*vault, "password"), QStringLiteral("vault.damaged"));
    QCOMPARE(vault->newestBackup(), m_home->filePath(QStringLiteral("vault.bak.1")));
}

/// Damage in the body shows only when a password is tried; then it hides no older backup.
void TestVaultBackups::findsTheBackupThatThePasswordOpens()
{
    const auto damage = [](const QString &file) {
        QByteArray bytes = readBounded(file, 1 << 20).value();
        bytes[bytes.size() - 9] = char(bytes[bytes.size() - 9] ^ 4);
        return bool(writeAtomically(file, bytes));
    };
    const auto backup = [this](int n) { return m_home->filePath(QStringLiteral("vault.bak.%1").arg(n)); };
    auto vault = openVault();
    for (int i = 0; i < 4; ++i)
        QCOMPARE(added(*vault, "sk-0123456789"), QString());
    vault->lock();
    QVERIFY(damage(m_file) && damage(backup(4)) && damage(backup(3)));
    QCOMPARE(vault->newestBackup(), backup(4)); // without a password there is nothing to see
    QCOMPARE(unlocked(*vault, "password"), QStringLiteral("vault.damaged"));
    QCOMPARE(vault->newestBackup(), backup(2));
    Answer<VaultInfo> checked;
    vault->check(secretOf("password"), checked.callback());
    QCOMPARE(checked.cause(), QStringLiteral("vault.damaged"));
    QCOMPARE(vault->newestBackup(), backup(2));

    QVERIFY(damage(backup(2)) && damage(backup(1)));
    QCOMPARE(unlocked(*vault, "password"), QStringLiteral("vault.damaged"));
    QCOMPARE(vault->newestBackup(), QString());
}

void TestVaultBackups::offersNoBackupThatIsThePresentFile()
{
    auto vault = openVault();
    QCOMPARE(added(*vault, "sk-0123456789"), QString());
    QCOMPARE(added(*vault, "sk-0123456789"), QString());
    vault->lock();
    QVERIFY(writeAtomically(m_home->filePath(QStringLiteral("vault.bak.2")), onDisk()));
    QCOMPARE(vault->newestBackup(), m_home->filePath(QStringLiteral("vault.bak.1")));
}

void TestVaultBackups::restoresABackupWhenAsked()
{
    auto vault = openVault();
    QCOMPARE(added(*vault, "sk-0123456789"), QString());
    QCOMPARE(added(*vault, "sk-abcdefghij"), QString());
    QVERIFY(writeAtomically(m_file, "damaged"));
    Answer<Done> refused, restored;
    vault->restoreBackup(m_file, refused.callback());
    QCOMPARE(refused.cause(), QStringLiteral("vault.damaged"));
    vault->restoreBackup(vault->newestBackup(), restored.callback());
    QCOMPARE(restored.cause(), QString());
    QCOMPARE(vault->state(), VaultState::Locked);
    QCOMPARE(unlocked(*vault, "password"), QString());
    QCOMPARE(vault->keys().size(), 1u);
    QVERIFY(vault->info().isRolledBack);
    const QStringList aside = QDir(m_home->path()).entryList({QStringLiteral("vault.trv.damaged-*")});
    QCOMPARE(aside.size(), 1);
    QCOMPARE(readBounded(m_home->filePath(aside.first()), 100).value(), QByteArray("damaged"));
}

QTEST_GUILESS_MAIN(TestVaultBackups)
#include "tst_vaultbackups.moc"
