// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/KeyRing.h"
#include "core/vault/Vault.h"
#include "tests/support/CheapDerivation.h"
#include "tests/support/ManualClock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QString origin = QStringLiteral("https://api.example.org:443");
constexpr const char *variable = "TRIPTYCH_TEST_KEY";

ProviderPreset example()
{
    return {.id = QStringLiteral("example"),
            .dialect = QStringLiteral("openai-chat"),
            .baseUrl = QStringLiteral("https://api.example.org/v1"),
            .keyEnv = {QLatin1String(variable)},
            .isBuiltIn = true,
            .sharedKeys = {QStringLiteral("twin")}};
}

} // namespace

/// Where the key of a lane comes from, and what happens while the vault is shut.
class TestKeyRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void blankVariablesAreNone_data();
    void blankVariablesAreNone();
    void theVaultGoesFirst();
    void aLockedVaultFails();
    void waitsUntilTheVaultIsOpen();
    void aVaultWithoutTheKeyIsSaid();
    void aNewerKeyWins();
    void aTwinsKeyDoes();

private:
    void open(KeyRing::WhenLocked whenLocked);
    void createVault(const QByteArray &key = {});
    void addKey(const QByteArray &key, const QString &provider = example().id);
    void unlock();
    void lookInside(); ///< Opens the file without unlocking it: the vault's thread has then done all that it had to.
    /// The key, or the cause why there is none; "waiting" while neither came.
    QByteArray found();
    void find();

    std::unique_ptr<QTemporaryDir> m_folder;
    const std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<KeyRing> m_keys;
    std::shared_ptr<QByteArray> m_found;
    int m_waits = 0;
};

void TestKeyRing::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_waits = 0;
    open(KeyRing::WhenLocked::Fail);
}

void TestKeyRing::cleanup()
{
    qunsetenv(variable);
    m_keys.reset();
    m_vault.reset();
}

void TestKeyRing::open(KeyRing::WhenLocked whenLocked)
{
    m_keys.reset();
    m_vault = std::make_unique<Vault>(m_folder->filePath(QStringLiteral("vault.trv")), Vault::Cost {},
                                      Vault::Seams {std::make_shared<CheapDerivation>(), m_clock});
    m_keys = std::make_unique<KeyRing>(*m_vault, whenLocked);
}

void TestKeyRing::createVault(const QByteArray &key)
{
    m_vault->create(secretOf("correct horse battery"), [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    if (!key.isEmpty())
        addKey(key);
}

void TestKeyRing::addKey(const QByteArray &key, const QString &provider)
{
    const auto before = m_vault->keys().size();
    m_vault->addKey({provider, QString(), {origin}}, secretOf(key), [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->keys().size(), before + 1);
}

void TestKeyRing::unlock()
{
    m_vault->unlock(secretOf("correct horse battery"), [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
}

void TestKeyRing::lookInside()
{
    bool isDone = false;
    m_vault->check(secretOf("correct horse battery"), [&isDone](const Result<VaultInfo> &) { isDone = true; });
    QTRY_VERIFY(isDone);
}

void TestKeyRing::find()
{
    m_found = std::make_shared<QByteArray>("waiting");
    m_keys->find(
        example(), origin, [this] { ++m_waits; },
        [found = m_found](const Result<LaneKey> &key) {
            *found = key ? QByteArray(key.value().secret.view().toByteArray()) : key.error().cause.toLatin1();
        });
}

QByteArray TestKeyRing::found()
{
    find();
    [this] { QTRY_VERIFY(*m_found != "waiting"); }();
    return *m_found;
}

void TestKeyRing::blankVariablesAreNone_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("empty") << QByteArray("") << QByteArray("no_key");
    QTest::newRow("blanks") << QByteArray(" \t\n") << QByteArray("no_key");
    QTest::newRow("a key") << QByteArray(" sk-0123456789 \n") << QByteArray("sk-0123456789");
}

void TestKeyRing::blankVariablesAreNone()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, result);
    qputenv(variable, value);
    QCOMPARE(found(), result);
    QCOMPARE(m_keys->hasKey(example()), result != "no_key");
    QCOMPARE(m_keys->canDoWithoutVault(example(), origin), result != "no_key");
}

void TestKeyRing::theVaultGoesFirst()
{
    createVault("sk-of-the-vault");
    qputenv(variable, "sk-of-the-environment");
    QCOMPARE(found(), QByteArray("sk-of-the-vault"));
    m_vault->lock();
    QCOMPARE(found(), QByteArray("sk-of-the-environment"));
}

void TestKeyRing::aLockedVaultFails()
{
    createVault("sk-of-the-vault");
    m_vault->lock();
    QCOMPARE(found(), QByteArray("vault_locked"));
    QCOMPARE(m_waits, 0);
}

void TestKeyRing::waitsUntilTheVaultIsOpen()
{
    createVault("sk-of-the-vault");
    open(KeyRing::WhenLocked::Wait);
    const QSignalSpy wanted(m_keys.get(), &KeyRing::vaultWanted);
    find();
    QCOMPARE(m_waits, 1);
    QCOMPARE(wanted.count(), 1);
    lookInside();
    QCOMPARE(*m_found, QByteArray("waiting"));
    unlock();
    QTRY_COMPARE(*m_found, QByteArray("sk-of-the-vault"));
    QCOMPARE(m_waits, 1);
}

void TestKeyRing::aVaultWithoutTheKeyIsSaid()
{
    createVault();
    open(KeyRing::WhenLocked::Wait);
    find();
    unlock();
    QTRY_COMPARE(*m_found, QByteArray("no_key"));
}

void TestKeyRing::aNewerKeyWins()
{
    createVault("sk-of-yesterday");
    m_clock->advance(1s); // the vault counts seconds
    addKey("sk-of-today");
    QCOMPARE(found(), QByteArray("sk-of-today"));
}

/// One key of one server serves both of its dialects; the provider's own goes first, however old it is.
void TestKeyRing::aTwinsKeyDoes()
{
    createVault();
    addKey("sk-of-a-stranger", QStringLiteral("stranger"));
    QCOMPARE(found(), QByteArray("no_key"));
    QVERIFY(!m_keys->hasKey(example()));
    addKey("sk-of-the-twin", QStringLiteral("twin"));
    QCOMPARE(found(), QByteArray("sk-of-the-twin"));
    QVERIFY(m_keys->hasKey(example()));
    addKey("sk-of-its-own");
    m_clock->advance(1s);
    addKey("sk-of-the-twin-again", QStringLiteral("twin"));
    QCOMPARE(found(), QByteArray("sk-of-its-own"));
}

QTEST_GUILESS_MAIN(TestKeyRing)
#include "tst_keyring.moc"
