// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/AtomicFile.h"
#include "tests/gui/credentials/CredentialsBench.h"
#include "ui/credentials/PasswordStrength.h"
#include "ui/credentials/SecretField.h"
#include "ui/credentials/VaultDialogs.h"

#include <QProgressBar>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QString openai = QStringLiteral("https://api.openai.com:443");

} // namespace

/// The dialogs about the vault and its password.
class TestVaultDialogs : public QObject, private CredentialsBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openHome(); }
    void cleanup() { closeHome(); }

    void rulesOfPasswords_data();
    void rulesOfPasswords();
    void createsAVault();
    void refusesPasswordsThatDiffer();
    void unlocksAndCountsDown();
    void staysAliveWhileItUnlocks();
    void offersABackupOfADamagedVault();
    void changesThePassword();
};

void TestVaultDialogs::rulesOfPasswords_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<PasswordStrength>("strength");
    QTest::newRow("empty") << QByteArray() << PasswordStrength::Empty;
    QTest::newRow("common") << QByteArray("password1") << PasswordStrength::Weak;
    QTest::newRow("keyboard row") << QByteArray("qwertyuiop") << PasswordStrength::Weak;
    QTest::newRow("repeated") << QByteArray("aaaaaaaaaaaaaaaa") << PasswordStrength::Weak;
    QTest::newRow("random") << QByteArray("vZ8#qL2@xT9$mK4!") << PasswordStrength::Strong;
    QTest::newRow("very long") << QByteArray(5000, 'x').append("vZ8#") << PasswordStrength::Weak;
}

void TestVaultDialogs::rulesOfPasswords()
{
    QFETCH(const QByteArray, password);
    QFETCH(const PasswordStrength, strength);
    QCOMPARE(strengthOf(secretOf(password)), strength);
}

void TestVaultDialogs::createsAVault()
{
    auto dialog = open<CreateVaultDialog>();
    QVERIFY(!primary(*dialog)->isEnabled());
    type(*dialog, "newPasswordField", QStringLiteral("correct horse"));
    type(*dialog, "repeatPasswordField", QStringLiteral("correct horse"));
    QTest::keyClick(child<QWidget>(*dialog, "repeatPasswordField"), Qt::Key_Return);
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    QTRY_VERIFY(!dialog);
}

void TestVaultDialogs::refusesPasswordsThatDiffer()
{
    auto dialog = open<CreateVaultDialog>();
    type(*dialog, "newPasswordField", QStringLiteral("short"));
    QVERIFY(said(*dialog, "newPasswordProblem").contains(u'8'));
    type(*dialog, "newPasswordField", QStringLiteral(" no longer"));
    QCOMPARE(said(*dialog, "newPasswordProblem"), QStringLiteral(" "));
    type(*dialog, "repeatPasswordField", QStringLiteral("short no lonGer"));
    QCOMPARE(said(*dialog, "newPasswordProblem"), QStringLiteral("The two differ"));
    QVERIFY(!primary(*dialog)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(m_vault->state(), VaultState::Absent);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
}

void TestVaultDialogs::unlocksAndCountsDown()
{
    QVERIFY(makeVault());
    m_vault->lock();
    auto dialog = open<UnlockDialog>();
    for (int i = 0; i < 3; ++i) {
        type(*dialog, "passwordField", QStringLiteral("wrong"));
        QTest::keyClick(child<QWidget>(*dialog, "passwordField"), Qt::Key_Return);
        QTRY_VERIFY(!said(*dialog).isEmpty() && !dialog->isBusy());
        QVERIFY(child<SecretField>(*dialog, "passwordField")->isEmpty());
    }
    QCOMPARE(said(*dialog), QStringLiteral("The password does not open this vault."));
    type(*dialog, "passwordField", QStringLiteral("correct horse"));
    QVERIFY(primary(*dialog)->text().contains(u'1')); // Wait 1 s
    QVERIFY(!primary(*dialog)->isEnabled());
    m_clock->advance(1s);
    QTRY_VERIFY(primary(*dialog)->isEnabled());
    click(*dialog, "primaryButton");
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    QTRY_VERIFY(!dialog);
}

void TestVaultDialogs::staysAliveWhileItUnlocks()
{
    QVERIFY(makeVault());
    m_vault->lock();
    auto dialog = open<UnlockDialog>();
    bool wasOpened = false;
    connect(m_vault.get(), &Vault::stateChanged, this,
            [&] { wasOpened = wasOpened || m_vault->state() == VaultState::Unlocked; });
    const int derivations = m_cheap->calls;
    m_cheap->isHeld = true;
    type(*dialog, "passwordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QVERIFY(dialog->isBusy());
    QVERIFY(child<QProgressBar>(*dialog, "busyBar")->isVisible());
    QVERIFY(!primary(*dialog)->isEnabled());
    QTRY_COMPARE(m_cheap->calls, derivations + 1); // which is held; the window is not
    click(*dialog, "closeButton");
    QTRY_VERIFY(!dialog);
    m_cheap->isHeld = false;
    m_cheap->gate.release();
    bool isChecked = false; // behind it in the vault's queue, so the unlock that was held is over by then
    m_vault->check(secretOf("correct horse"), [&isChecked](const Result<VaultInfo> &info) { isChecked = bool(info); });
    QTRY_VERIFY(isChecked);
    QVERIFY(!wasOpened);
    QCOMPARE(m_vault->state(), VaultState::Locked); // given up
}

void TestVaultDialogs::offersABackupOfADamagedVault()
{
    QVERIFY(makeVault());
    m_vault->addKey({.provider = QStringLiteral("openai"), .origins = {openai}}, secretOf("sk-0123456789"),
                    [](const Result<> &) {});
    QTRY_COMPARE(m_vault->keys().size(), 1u);
    m_vault->lock();
    QVERIFY(writeAtomically(m_file, "damaged"));
    auto dialog = open<UnlockDialog>();
    type(*dialog, "passwordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QTRY_VERIFY(said(*dialog).contains(QStringLiteral("damaged")));
    QVERIFY(said(*dialog, "adviceLabel").contains(QStringLiteral("vault.bak.1")));
    QCOMPARE(readBounded(m_file, 100).value(), QByteArray("damaged"));
    click(*dialog, "restoreBackupButton");
    QTRY_VERIFY(said(*dialog).contains(QStringLiteral("in its place")));
    type(*dialog, "passwordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_vault->state(), VaultState::Unlocked);
}

void TestVaultDialogs::changesThePassword()
{
    QVERIFY(makeVault());
    m_vault->lock();
    auto dialog = open<ChangePasswordDialog>();
    const auto fill = [&](const QString &current) {
        type(*dialog, "currentPasswordField", current);
        click(*dialog, "primaryButton");
    };
    type(*dialog, "newPasswordField", QStringLiteral("battery staple"));
    type(*dialog, "repeatPasswordField", QStringLiteral("battery staple"));
    fill(QStringLiteral("wrong"));
    QTRY_VERIFY(!said(*dialog).isEmpty());
    fill(QStringLiteral("correct horse"));
    QTRY_VERIFY(!dialog);
    std::optional<bool> isOpen;
    m_vault->unlock(secretOf("battery staple"), [&](const Result<> &result) { isOpen = bool(result); });
    QTRY_VERIFY(isOpen.has_value());
    QVERIFY(*isOpen);
}

QTEST_MAIN(TestVaultDialogs)
#include "tst_vaultdialogs.moc"
