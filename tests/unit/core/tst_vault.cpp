// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/FileLock.h"
#include "tests/support/VaultTest.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTimer>
#include <sys/stat.h>

using namespace triptych;
using namespace std::chrono_literals;

class TestVault : public VaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void livesThroughADay();
    void answersAfterTheCallReturned();
    void opensKeysForTheirOriginsOnly();
    void refusesWhatNeedsAnOpenVault();
    void refusesASecondVault();
    void delaysAfterWrongPasswords();
    void givesUpAWaitingUnlock();
    void lockWinsOverARunningUnlock();
    void keepsTheCallersThreadFree();
    void noticesOtherProcesses();
    void saysWhenAnotherProcessHoldsTheLock();
    void changesThePasswordOpenOrLocked();
    void checksWithoutUnlocking();
    void makesACheapVaultDearer();
    void keepsFilesToItsOwner();
    void goesWhileItWorks();
};

void TestVault::livesThroughADay()
{
    auto vault = newVault();
    QCOMPARE(vault->state(), VaultState::Absent);
    QSignalSpy states(vault.get(), &Vault::stateChanged);
    QSignalSpy keys(vault.get(), &Vault::keysChanged);
    QCOMPARE(created(*vault, "password"), QString());
    QCOMPARE(vault->state(), VaultState::Unlocked);
    QCOMPARE(states.size(), 2); // opening, unlocked
    QCOMPARE(added(*vault, "sk-0123456789Qf3A"), QString());
    QCOMPARE(keys.size(), 1);
    QCOMPARE(vault->keys().size(), 1u);
    QCOMPARE(vault->keys()[0].tail, QStringLiteral("Qf3A"));
    QCOMPARE(vault->keys()[0].created, m_clock->wallTime());

    vault->lock();
    QCOMPARE(vault->state(), VaultState::Locked);
    QVERIFY(vault->keys().empty());
    QCOMPARE(unlocked(*vault, "other"), QStringLiteral("vault.password"));
    QCOMPARE(vault->state(), VaultState::Locked);
    QCOMPARE(unlocked(*vault, "password"), QString());
    const QString id = vault->keys()[0].id;

    vault = newVault(); // the next start
    QCOMPARE(vault->state(), VaultState::Locked);
    QCOMPARE(unlocked(*vault, "password"), QString());
    QCOMPARE(vault->keys()[0].id, id);
    Answer<Done> removed;
    vault->removeKey(id, removed.callback());
    QCOMPARE(removed.cause(), QString());
    QVERIFY(vault->keys().empty());
    QCOMPARE(vault->info().generation, 3u);
    QVERIFY(!vault->info().isRolledBack);
}

void TestVault::answersAfterTheCallReturned()
{
    auto vault = newVault();
    Answer<Done> create, unlock, add, remove;
    Answer<Secret> open;
    vault->addKey(draft, secretOf("sk"), add.callback());
    vault->removeKey(QStringLiteral("x"), remove.callback());
    vault->openKey(QStringLiteral("x"), openai, open.callback());
    vault->create(secretOf("password"), create.callback());
    vault->unlock(secretOf("password"), unlock.callback());
    for (const auto *answer : {&create, &unlock, &add, &remove})
        QVERIFY(!answer->got->has_value());
    QVERIFY(!open.got->has_value());
    QCOMPARE(add.cause(), QStringLiteral("vault_locked"));
    QCOMPARE(remove.cause(), QStringLiteral("vault_locked"));
    QCOMPARE(open.cause(), QStringLiteral("vault_locked"));
    QCOMPARE(unlock.cause(), QStringLiteral("vault.busy"));
    QCOMPARE(create.cause(), QString());
}

void TestVault::opensKeysForTheirOriginsOnly()
{
    auto vault = openVault();
    QCOMPARE(added(*vault, "sk-0123456789Qf3A"), QString());
    const QString id = vault->keys()[0].id;
    Answer<Secret> right, wrong, none;
    vault->openKey(id, openai, right.callback());
    vault->openKey(id, QStringLiteral("https://evil.example"), wrong.callback());
    vault->openKey(QStringLiteral("none"), openai, none.callback());
    QCOMPARE(right.cause(), QString());
    QVERIFY(right.value().equals(secretOf("sk-0123456789Qf3A")));
    QCOMPARE(wrong.cause(), QStringLiteral("key_origin"));
    QCOMPARE(wrong.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(none.cause(), QStringLiteral("key_unknown"));
}

void TestVault::refusesWhatNeedsAnOpenVault()
{
    auto vault = newVault();
    QCOMPARE(unlocked(*vault, "password"), QStringLiteral("vault.absent"));
    QCOMPARE(vault->state(), VaultState::Absent);
    QCOMPARE(created(*vault, ""), QStringLiteral("vault.password_length"));
    QCOMPARE(created(*vault, QByteArray(1025, 'x')), QStringLiteral("vault.password_length"));
    QCOMPARE(vault->state(), VaultState::Absent);
    QVERIFY(!QFileInfo::exists(m_file));
    m_cheap->isOutOfMemory = true;
    QCOMPARE(created(*vault, "password"), QStringLiteral("vault.memory"));
}

void TestVault::refusesASecondVault()
{
    auto vault = openVault();
    QCOMPARE(created(*vault, "other"), QStringLiteral("vault.exists"));
    vault->lock();
    const QByteArray before = onDisk();
    QCOMPARE(created(*vault, "other"), QStringLiteral("vault.exists"));
    QCOMPARE(vault->state(), VaultState::Locked);
    QCOMPARE(onDisk(), before);
}

void TestVault::delaysAfterWrongPasswords()
{
    auto vault = openVault();
    vault->lock();
    const std::chrono::milliseconds expected[] = {0s, 0s, 1s, 2s, 4s, 8s, 16s, 30s, 30s};
    for (const auto pause : expected) {
        Answer<Done> wrong;
        const int before = m_cheap->calls;
        vault->unlock(secretOf("wrong"), wrong.callback());
        if (vault->delay() > 0ms) {
            m_clock->advance(vault->delay() - 1ms);
            QCOMPARE(m_clock->runningTimers(), 1); // not tried before its time
            m_clock->advance(1ms);
        }
        QCOMPARE(wrong.cause(), QStringLiteral("vault.password"));
        QCOMPARE(m_cheap->calls, before + 1); // and once only
        QCOMPARE(wrong.error().retryAfter.value(), pause);
        QCOMPARE(vault->delay(), pause);
    }
    m_clock->advance(vault->delay());
    QCOMPARE(unlocked(*vault, "password"), QString());
    vault->lock();
    QCOMPARE(unlocked(*vault, "wrong"), QStringLiteral("vault.password"));
    QCOMPARE(vault->delay(), 0ms);
}

void TestVault::givesUpAWaitingUnlock()
{
    auto vault = openVault();
    vault->lock();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(unlocked(*vault, "wrong"), QStringLiteral("vault.password"));
    Answer<Done> waiting, second;
    Answer<VaultInfo> check;
    vault->unlock(secretOf("password"), waiting.callback());
    vault->unlock(secretOf("password"), second.callback());
    vault->check(secretOf("password"), check.callback());
    QCOMPARE(second.cause(), QStringLiteral("vault.busy"));
    QCOMPARE(check.cause(), QStringLiteral("vault.busy"));
    QCOMPARE(vault->state(), VaultState::Opening);
    vault->lock();
    QCOMPARE(waiting.cause(), QStringLiteral("user"));
    QCOMPARE(waiting.error().kind, ErrorKind::Cancelled);
    QCOMPARE(vault->state(), VaultState::Locked);
    QCOMPARE(m_clock->runningTimers(), 0);
    m_clock->advance(1s);
    QCOMPARE(unlocked(*vault, "password"), QString());
}

void TestVault::lockWinsOverARunningUnlock()
{
    auto vault = openVault();
    vault->lock();
    m_cheap->isHeld = true;
    const int before = m_cheap->calls;
    Answer<Done> running, after;
    vault->unlock(secretOf("password"), running.callback());
    QTRY_COMPARE(m_cheap->calls, before + 1);
    vault->lock();
    QCOMPARE(vault->state(), VaultState::Locked);
    m_cheap->gate.release();
    QCOMPARE(running.cause(), QStringLiteral("user"));
    QCOMPARE(vault->state(), VaultState::Locked);
    QVERIFY(vault->keys().empty());
    m_cheap->isHeld = false;
    QCOMPARE(unlocked(*vault, "password"), QString());
}

void TestVault::keepsTheCallersThreadFree()
{
    auto vault = openVault();
    vault->lock();
    m_cheap->isHeld = true;
    int ticks = 0;
    QTimer ticking;
    connect(&ticking, &QTimer::timeout, this, [&] {
        if (++ticks == 20) // the derivation ends only because the event loop of this thread went round
            m_cheap->gate.release();
    });
    ticking.start(0);
    QCOMPARE(unlocked(*vault, "password"), QString());
    QVERIFY(ticks >= 20);
}

void TestVault::noticesOtherProcesses()
{
    auto here = openVault();
    QCOMPARE(added(*here, "sk-of-this-window"), QString());
    auto there = openVault();
    QCOMPARE(added(*there, "sk-of-a-command"), QString());

    const QByteArray theirs = onDisk();
    QCOMPARE(added(*here, "sk-too-late-by-a-moment"), QStringLiteral("vault.changed"));
    QCOMPARE(onDisk(), theirs);
    QCOMPARE(here->state(), VaultState::Unlocked);
    QCOMPARE(here->keys(), there->keys()); // what the other saved is here by now
    QCOMPARE(added(*here, "sk-second-try"), QString());
    QCOMPARE(here->keys().size(), 3u);

    QVERIFY(QFile::remove(m_file));
    QCOMPARE(added(*here, "sk-to-nowhere"), QStringLiteral("vault.changed"));
    QCOMPARE(here->state(), VaultState::Absent);
}

void TestVault::saysWhenAnotherProcessHoldsTheLock()
{
    auto vault = openVault();
    const QByteArray before = onDisk();
    {
        const auto lock = FileLock::acquire(m_home->filePath(QStringLiteral("vault.lock")), 0ms);
        QVERIFY(lock);
        QCOMPARE(added(*vault, "sk"), QStringLiteral("vault.busy"));
        QCOMPARE(onDisk(), before);
        QVERIFY(vault->keys().empty());
    }
    QCOMPARE(added(*vault, "sk"), QString());
}

void TestVault::changesThePasswordOpenOrLocked()
{
    auto vault = openVault();
    QCOMPARE(added(*vault, "sk-0123456789"), QString());
    const auto changed = [&](QByteArrayView current, QByteArrayView replacement) {
        Answer<Done> answer;
        vault->changePassword(secretOf(current), secretOf(replacement), answer.callback());
        return answer.cause();
    };
    QCOMPARE(changed("wrong", "second"), QStringLiteral("vault.password"));
    QCOMPARE(changed("password", ""), QStringLiteral("vault.password_length"));
    QCOMPARE(changed("password", "second"), QString());
    QCOMPARE(vault->state(), VaultState::Unlocked);
    vault->lock();
    QCOMPARE(changed("second", "third"), QString());
    QCOMPARE(vault->state(), VaultState::Locked);
    QCOMPARE(unlocked(*vault, "second"), QStringLiteral("vault.password"));
    QCOMPARE(unlocked(*vault, "third"), QString());
    QCOMPARE(vault->keys().size(), 1u);
}

void TestVault::checksWithoutUnlocking()
{
    auto vault = openVault();
    QCOMPARE(added(*vault, "sk-0123456789"), QString());
    vault->lock();
    Answer<VaultInfo> right, wrong;
    vault->check(secretOf("password"), right.callback());
    QCOMPARE(right.cause(), QString());
    QCOMPARE(right.value().keyCount, 1);
    QCOMPARE(right.value().generation, 2u);
    QCOMPARE(right.value().cost, KdfCost());
    QCOMPARE(vault->state(), VaultState::Locked);
    vault->check(secretOf("wrong"), wrong.callback());
    QCOMPARE(wrong.cause(), QStringLiteral("vault.password"));
}

void TestVault::makesACheapVaultDearer()
{
    const Vault::Cost modest {3, 64ull << 20};
    const Vault::Cost usual {3, 256ull << 20};
    auto vault = newVault(modest);
    QCOMPARE(created(*vault, "password"), QString());
    QCOMPARE(vault->info().cost, modest);
    QVERIFY(!vault->info().isTooCheap);
    vault = newVault(usual);
    QCOMPARE(unlocked(*vault, "password"), QString());
    QCOMPARE(vault->info().cost, usual);
    vault = newVault(modest);
    QCOMPARE(unlocked(*vault, "password"), QString());
    QCOMPARE(vault->info().cost, usual); // never cheaper again
}

void TestVault::keepsFilesToItsOwner()
{
    const mode_t usual = umask(0);
    auto vault = openVault();
    for (int i = 0; i < 8; ++i)
        QCOMPARE(added(*vault, "sk-0123456789"), QString());
    umask(usual);
    const auto files = QDir(m_home->path()).entryInfoList(QDir::Files | QDir::Hidden);
    QCOMPARE(files.size(), 1 + 5 + 2); // the vault, its backups, lock and note
    for (const QFileInfo &file : files) {
        struct stat status = {};
        QCOMPARE(stat(qUtf8Printable(file.filePath()), &status), 0);
        QCOMPARE(int(status.st_mode & 07777), 0600);
    }
}

void TestVault::goesWhileItWorks()
{
    auto vault = openVault();
    vault->lock();
    m_cheap->isHeld = true;
    const int before = m_cheap->calls;
    bool wasCalled = false;
    vault->unlock(secretOf("password"), [&wasCalled](const Result<> &) { wasCalled = true; });
    QTRY_COMPARE(m_cheap->calls, before + 1);
    m_cheap->gate.release();
    vault.reset(); // joins its thread, so whatever it posted is in the queue by now
    QCoreApplication::sendPostedEvents();
    QVERIFY(!wasCalled);
}

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
