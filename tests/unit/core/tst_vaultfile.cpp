// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/PasswordText.h"
#include "core/vault/SealedKey.h"
#include "core/vault/VaultBody.h"
#include "core/vault/VaultFile.h"
#include "tests/support/CheapDerivation.h"
#include "tests/support/VaultMaker.h"

#include <QRandomGenerator>
#include <QTest>

using namespace triptych;

namespace {

constexpr KdfCost usual {3, 256ull << 20};
constexpr quint64 mib = 1ull << 20;
const QString openai = QStringLiteral("https://api.openai.com");
const QString anthropic = QStringLiteral("https://api.anthropic.com");
const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'123, Qt::UTC);

VaultFile newVault(const KeyDerivation &derivation, QByteArrayView password = "correct horse")
{
    return VaultFile::create(secretOf(password), derivation, usual, now).value().clone();
}

KeyDraft draft(const QString &provider, const QStringList &origins)
{
    return {.provider = provider, .label = QStringLiteral("Work · 工作"), .origins = origins};
}

/// Where the fields of the first slot lie; docs/vault-format.md has the table.
constexpr qsizetype slotAt = 18 + 34;
constexpr qsizetype passesAt = slotAt + 2;
constexpr qsizetype memoryAt = slotAt + 6;

/// A header as an attacker writes it: the check sum is put right, what is keyed cannot be.
QByteArray withFields(QByteArray bytes, qsizetype at, const QByteArray &field)
{
    bytes.replace(at, field.size(), field);
    const auto headerBytes = qFromLittleEndian<quint32>(bytes.constData() + 14);
    const qsizetype front = 18 + qsizetype(headerBytes);
    return bytes.replace(front, 32, sodium::hash({QByteArrayView(bytes).first(front)}));
}

} // namespace

class TestVaultFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItWrote();
    void hidesHowManyKeysThereAre();
    void holdsBodiesOfManyChunks();
    void keepsNoKeyInTheClear();
    void bindsAKeyToItsOrigins();
    void tellsAWrongPasswordFromDamage();
    void changesThePassword();
    void boundsTheDerivation_data();
    void boundsTheDerivation();
    void boundsAllDerivationsTogether();
    void stopsBetweenPasswords();
    void neverWritesCheapParameters_data();
    void neverWritesCheapParameters();
    void keepsSlotsItDoesNotUse();
    void readsANewerMinorVersionOnly();
    void refusesNewerMajorVersions();
    void refusesBodiesThatEndWrong_data();
    void refusesBodiesThatEndWrong();
    void refusesContentThatIsNotCanonical_data();
    void refusesContentThatIsNotCanonical();
    void normalisesPasswords_data();
    void normalisesPasswords();
    void opensWithAnotherFormOfTheSamePassword();
    void derivesForReal();

private:
    CheapDerivation m_cheap;
};

void TestVaultFile::opensWhatItWrote()
{
    VaultFile vault = newVault(m_cheap);
    QVERIFY(vault.addKey(draft(QStringLiteral("openai"), {openai}), secretOf("sk-test-0123456789Qf3A"), now));
    QVERIFY(vault.addKey(draft(QStringLiteral("x"), {openai, anthropic, openai}), secretOf("short"), now));
    vault.setGeneration(7);

    const auto opened = VaultFile::open(vault.bytes(), secretOf("correct horse"), m_cheap);
    QVERIFY(opened);
    QCOMPARE(opened.value().header().generation, 7u);
    QCOMPARE(opened.value().cost(), usual);
    QCOMPARE(opened.value().entries().size(), 2u);
    const KeyInfo first = opened.value().entries()[0].info;
    QCOMPARE(first, vault.entries()[0].info);
    QCOMPARE(first.label, QStringLiteral("Work · 工作"));
    QCOMPARE(first.tail, QStringLiteral("Qf3A"));
    QCOMPARE(first.created, now);
    const KeyInfo second = opened.value().entries()[1].info;
    QCOMPARE(second.tail, QString());
    QCOMPARE(second.origins, (QStringList {anthropic, openai}));
    QVERIFY(opened.value().verifyKeys());
    QVERIFY(opened.value().openKey(second.id, anthropic).value().equals(secretOf("short")));
}

void TestVaultFile::hidesHowManyKeysThereAre()
{
    VaultFile vault = newVault(m_cheap);
    const qsizetype empty = vault.bytes().size();
    for (int i = 0; i < 5; ++i)
        QVERIFY(vault.addKey(draft(QStringLiteral("p"), {openai}), secretOf(QByteArray(20 + 30 * i, 'k')), now));
    QCOMPARE(vault.bytes().size(), empty);
    QVERIFY(vault.addKey(draft(QStringLiteral("p"), {openai}), secretOf(QByteArray(4000, 'k')), now));
    QCOMPARE((vault.bytes().size() - empty) % 4096, 0);
}

void TestVaultFile::holdsBodiesOfManyChunks()
{
    VaultFile vault = newVault(m_cheap);
    for (int i = 0; i < 5; ++i)
        QVERIFY(vault.addKey(draft(QStringLiteral("p"), {openai}), secretOf(QByteArray(64 * 1024, 'a' + i)), now));
    const auto opened = VaultFile::open(vault.bytes(), secretOf("correct horse"), m_cheap);
    QVERIFY(opened);
    QVERIFY(opened.value()
                .openKey(vault.entries()[4].info.id, openai)
                .value()
                .equals(secretOf(QByteArray(64 * 1024, 'e'))));
    const auto tooLong = vault.addKey(draft(QStringLiteral("p"), {openai}), Secret(64 * 1024 + 1), now);
    QCOMPARE(tooLong.error().cause, QStringLiteral("key_size"));
}

void TestVaultFile::keepsNoKeyInTheClear()
{
    VaultFile vault = newVault(m_cheap);
    QVERIFY(vault.addKey(draft(QStringLiteral("openai"), {openai}), secretOf("sk-canary-0123456789"), now));
    QVERIFY(!vault.bytes().contains("canary"));
    QVERIFY(!vault.bytes().contains("openai"));
    // Also the opened body holds the key only sealed: unlocking puts no key into memory.
    const QByteArray content = writeVaultContent({2, vault.entries()});
    QVERIFY(content.contains("openai"));
    QVERIFY(!content.contains("canary"));
    QVERIFY(!QByteArray::fromBase64(content).contains("canary"));
}

void TestVaultFile::bindsAKeyToItsOrigins()
{
    const Secret vaultKey = sodium::randomSecret(32);
    const QByteArray vaultId(16, 'v');
    VaultEntry entry;
    entry.info.id = QStringLiteral("6f1c35b2-0d2b-4a6e-9a57-1c7f5bb5a0d1");
    entry.info.origins = QStringList {anthropic, openai};
    entry.index = 1;
    entry.sealed = sealKey(secretOf("sk-secret"), entry, vaultKey, vaultId);
    QVERIFY(openSealedKey(entry, vaultKey, vaultId));

    const auto refused = [&](auto change) {
        VaultEntry other = entry;
        change(other);
        const auto key = openSealedKey(other, vaultKey, vaultId);
        return !key && key.error().cause == QLatin1String("vault.damaged");
    };
    QVERIFY(refused([](VaultEntry &e) { e.info.origins[1] = QStringLiteral("https://evil.example"); }));
    QVERIFY(refused([](VaultEntry &e) { e.info.origins += QStringLiteral("https://evil.example"); }));
    QVERIFY(refused([](VaultEntry &e) { e.info.origins.removeLast(); }));
    QVERIFY(refused([](VaultEntry &e) { e.info.origins = QStringList {anthropic + openai}; }));
    QVERIFY(refused([](VaultEntry &e) { e.info.id = QStringLiteral("6f1c35b2-0d2b-4a6e-9a57-1c7f5bb5a0d2"); }));
    QVERIFY(refused([](VaultEntry &e) { e.version = 2; }));
    QVERIFY(refused([](VaultEntry &e) { e.index = 2; }));
    QVERIFY(refused([](VaultEntry &e) { e.sealed.truncate(10); }));
    QVERIFY(!openSealedKey(entry, vaultKey, QByteArray(16, 'w')));

    VaultFile vault = newVault(m_cheap);
    QVERIFY(vault.addKey(draft(QStringLiteral("openai"), {openai}), secretOf("sk-secret"), now));
    const QString id = vault.entries()[0].info.id;
    QCOMPARE(vault.openKey(id, QStringLiteral("https://evil.example")).error().cause, QStringLiteral("key_origin"));
    QCOMPARE(vault.openKey(QStringLiteral("none"), openai).error().cause, QStringLiteral("key_unknown"));
    QCOMPARE(vault.addKey(draft(QStringLiteral("openai"), {}), secretOf("sk"), now).error().cause,
             QStringLiteral("key_origin"));
}

void TestVaultFile::tellsAWrongPasswordFromDamage()
{
    const QByteArray bytes = newVault(m_cheap).bytes();
    QCOMPARE(VaultFile::open(bytes, secretOf("wrong"), m_cheap).error().cause, QStringLiteral("vault.password"));
    QCOMPARE(VaultFile::open(bytes, Secret(), m_cheap).error().cause, QStringLiteral("vault.password"));
    QByteArray damaged = bytes;
    damaged[damaged.size() - 1] = char(damaged.back() ^ 1);
    const Error error = VaultFile::open(damaged, secretOf("correct horse"), m_cheap).error();
    QCOMPARE(error.cause, QStringLiteral("vault.damaged"));
    QCOMPARE(error.message, QStringLiteral("body"));
    m_cheap.isOutOfMemory = true;
    QCOMPARE(VaultFile::open(bytes, secretOf("correct horse"), m_cheap).error().cause, QStringLiteral("vault.memory"));
    m_cheap.isOutOfMemory = false;
}

void TestVaultFile::changesThePassword()
{
    VaultFile vault = newVault(m_cheap);
    QVERIFY(vault.addKey(draft(QStringLiteral("openai"), {openai}), secretOf("sk-secret"), now));
    const QByteArray salt = vault.header().slots[0].salt;
    QCOMPARE(vault.changePassword(secretOf("wrong"), secretOf("new"), m_cheap, usual).error().cause,
             QStringLiteral("vault.password"));
    QVERIFY(vault.changePassword(secretOf("correct horse"), secretOf("new"), m_cheap, usual));
    QVERIFY(vault.header().slots[0].salt != salt);
    QCOMPARE(VaultFile::open(vault.bytes(), secretOf("correct horse"), m_cheap).error().cause,
             QStringLiteral("vault.password"));
    QVERIFY(VaultFile::open(vault.bytes(), secretOf("new"), m_cheap).value().verifyKeys());
}

void TestVaultFile::boundsTheDerivation_data()
{
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<quint64>("memory");
    QTest::addColumn<QString>("cause"); // the password cannot fit any more, so a cost that may be tried ends there

    const QString password = QStringLiteral("vault.password");
    const QString expensive = QStringLiteral("vault.expensive");
    const QString damaged = QStringLiteral("vault.damaged");
    QTest::newRow("4 TiB") << 3u << (4ull << 40) << expensive;
    QTest::newRow("2^32-1 passes") << 0xFFFFFFFFu << 64 * mib << expensive;
    QTest::newRow("all of both") << 0xFFFFFFFFu << ~0ull << expensive;
    QTest::newRow("product that wraps") << 16u << (1ull << 60) << expensive;
    QTest::newRow("17 passes") << 17u << 64 * mib << expensive;
    QTest::newRow("1 GiB and a byte") << 1u << 1024 * mib + 1 << expensive;
    QTest::newRow("5 GiB-passes") << 5u << 1024 * mib << expensive;
    QTest::newRow("16 passes of 257 MiB") << 16u << 257 * mib << expensive;
    QTest::newRow("most, by memory") << 4u << 1024 * mib << password;
    QTest::newRow("most, by passes") << 16u << 256 * mib << password;
    QTest::newRow("below the floor") << 1u << 1 * mib << password;
    QTest::newRow("no pass") << 0u << 64 * mib << damaged;
    QTest::newRow("no memory") << 3u << 0ull << damaged;
}

void TestVaultFile::boundsTheDerivation()
{
    QFETCH(const quint32, passes);
    QFETCH(const quint64, memory);
    QFETCH(const QString, cause);
    QByteArray bytes = newVault(m_cheap).bytes();
    bytes = withFields(bytes, passesAt, littleEndian(passes));
    bytes = withFields(bytes, memoryAt, littleEndian(memory));

    const int before = m_cheap.calls;
    QCOMPARE(VaultFile::open(bytes, secretOf("correct horse"), m_cheap).error().cause, cause);
    QCOMPARE(m_cheap.calls - before, cause == QLatin1String("vault.password") ? 1 : 0);
}

void TestVaultFile::boundsAllDerivationsTogether()
{
    VaultMaker vault(m_cheap);
    vault.header.slots[0].cost = {4, 1024 * mib};
    vault.header.slots.push_back(vault.header.slots[0]);
    QVERIFY(readVaultParts(vault.bytes()));
    vault.header.slots.push_back(vault.header.slots[0]);
    QCOMPARE(readVaultParts(vault.bytes()).error().cause, QStringLiteral("vault.expensive"));
    vault.header.slots.assign(8, vault.header.slots[0]);
    QCOMPARE(readVaultParts(vault.bytes()).error().cause, QStringLiteral("vault.expensive"));
    for (VaultSlot &slot : vault.header.slots)
        slot.cost = usual;
    QVERIFY(readVaultParts(vault.bytes()));
}

void TestVaultFile::stopsBetweenPasswords()
{
    VaultMaker vault(m_cheap, "first");
    vault.addSlot(m_cheap, "second");
    vault.addSlot(m_cheap, "third");
    QVERIFY(VaultFile::open(vault.bytes(), secretOf("third"), m_cheap));
    const int before = m_cheap.calls;
    const auto stopped
        = VaultFile::open(vault.bytes(), secretOf("third"), m_cheap, [&] { return m_cheap.calls > before; });
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    QCOMPARE(m_cheap.calls - before, 1);
}

void TestVaultFile::neverWritesCheapParameters_data()
{
    QTest::addColumn<quint32>("storedPasses");
    QTest::addColumn<quint64>("storedMemory");
    QTest::addColumn<quint32>("usualPasses");
    QTest::addColumn<quint64>("usualMemory");
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<quint64>("memory");

    QTest::newRow("as usual") << 3u << 256 * mib << 3u << 256 * mib << 3u << 256 * mib;
    QTest::newRow("cheap file") << 1u << 1 * mib << 3u << 256 * mib << 3u << 256 * mib;
    QTest::newRow("dear file") << 5u << 512 * mib << 3u << 256 * mib << 5u << 512 * mib;
    QTest::newRow("most of each") << 8u << 64 * mib << 3u << 256 * mib << 8u << 256 * mib;
    QTest::newRow("floor of memory and work") << 1u << 1 * mib << 1u << 1 * mib << 3u << 64 * mib;
    QTest::newRow("floor of passes") << 1u << 1 * mib << 1u << 512 * mib << 2u << 512 * mib;
    QTest::newRow("floor of work") << 2u << 80 * mib << 1u << 1 * mib << 3u << 80 * mib;
    QTest::newRow("ceiling of passes") << 16u << 256 * mib << 3u << 1024 * mib << 4u << 1024 * mib;
    QTest::newRow("ceiling of both") << 99u << 1 * mib << 3u << 9000 * mib << 4u << 1024 * mib;
}

void TestVaultFile::neverWritesCheapParameters()
{
    QFETCH(const quint32, storedPasses);
    QFETCH(const quint64, storedMemory);
    QFETCH(const quint32, usualPasses);
    QFETCH(const quint64, usualMemory);
    QFETCH(const quint32, passes);
    QFETCH(const quint64, memory);
    const KdfCost cost = costOfRewrite({storedPasses, storedMemory}, {usualPasses, usualMemory});
    QCOMPARE(cost.passes, passes);
    QCOMPARE(cost.memoryBytes, memory);
    QVERIFY(!cost.isTooCheap() && !cost.isTooDear() && cost.isReadable());
}

void TestVaultFile::keepsSlotsItDoesNotUse()
{
    VaultFile vault = newVault(m_cheap);
    const auto parts = readVaultParts(vault.bytes());
    QVERIFY(parts);
    VaultHeader header = parts.value().header;
    VaultSlot recovery = header.slots[0];
    recovery.type = VaultSlot::Type::RecoveryCode;
    recovery.kdf = VaultSlot::Kdf::Raw;
    recovery.cost = {0, 0};
    header.slots.insert(header.slots.begin(), recovery);
    const QByteArray bytes = header.bytes() + QByteArray(32, 'm') + "body";
    const auto again = readVaultParts(bytes);
    QVERIFY(again);
    QCOMPARE(again.value().header.slots.size(), 2u);
    QCOMPARE(again.value().header.bytes(), header.bytes());
    // The password is found behind it; what does not fit then is the mac, which nobody can make without the key.
    const Error error = VaultFile::open(bytes, secretOf("correct horse"), m_cheap).error();
    QCOMPARE(error.message, QStringLiteral("mac"));

    header.slots.assign(9, header.slots[1]);
    QCOMPARE(readVaultParts(header.bytes() + QByteArray(99, 'x')).error().message, QStringLiteral("header"));
    header.slots.clear();
    QCOMPARE(readVaultParts(header.bytes() + QByteArray(99, 'x')).error().message, QStringLiteral("header"));
}

void TestVaultFile::readsANewerMinorVersionOnly()
{
    // The minor version is sealed like the rest, so only somebody who has the vault's key can have set it.
    const QByteArray bytes = withFields(newVault(m_cheap).bytes(), 12, littleEndian(quint16(1)));
    QVERIFY(readVaultParts(bytes).value().header.isNewer());
    QCOMPARE(VaultFile::open(bytes, secretOf("correct horse"), m_cheap).error().message, QStringLiteral("mac"));
    const QByteArray withMore = R"({"next":1,"keys":[],"later":true})";
    VaultMaker newer(m_cheap);
    newer.header.minor = 7;
    newer.content = withMore;
    const auto opened = VaultFile::open(newer.bytes(), secretOf("password"), m_cheap);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    QVERIFY(opened.value().isReadOnly());
    newer.header.minor = 0; // then it is no newer one, and there is nothing that it could have
    QCOMPARE(VaultFile::open(newer.bytes(), secretOf("password"), m_cheap).error().message, QStringLiteral("content"));
    QVERIFY(readVaultContent(withMore, true));
    QVERIFY(!readVaultContent(withMore, false));
}

void TestVaultFile::refusesNewerMajorVersions()
{
    const QByteArray bytes = newVault(m_cheap).bytes();
    QCOMPARE(readVaultParts(withFields(bytes, 10, littleEndian(quint16(2)))).error().cause,
             QStringLiteral("vault.newer"));
    QCOMPARE(readVaultParts(withFields(bytes, 10, littleEndian(quint16(0)))).error().cause,
             QStringLiteral("vault.damaged"));
}

void TestVaultFile::refusesBodiesThatEndWrong_data()
{
    QTest::addColumn<int>("drop");
    QTest::addColumn<QByteArray>("append");
    QTest::addColumn<bool>("opens");
    const int chunk = 64 * 1024 + 17;
    QTest::newRow("whole") << 0 << QByteArray() << true;
    QTest::newRow("last byte") << 1 << QByteArray() << false;
    QTest::newRow("last chunk") << (100'000 / 4096 + 1) * 4096 % (64 * 1024) + 17 << QByteArray() << false;
    QTest::newRow("all chunks") << (100'000 / 4096 + 1) * 4096 + 2 * 17 << QByteArray() << false;
    QTest::newRow("one byte more") << 0 << QByteArray("\0", 1) << false;
    QTest::newRow("a chunk more") << 0 << QByteArray(chunk, 'x') << false;
}

void TestVaultFile::refusesBodiesThatEndWrong()
{
    QFETCH(const int, drop);
    QFETCH(const QByteArray, append);
    QFETCH(const bool, opens);
    const Secret key = sodium::randomSecret(32);
    const QByteArray mac(32, 'm');
    const QByteArray content(100'000, 'c');
    QByteArray body = sealVaultBody(content, key.view(), mac);
    body.chop(drop);
    body += append;
    const auto opened = openVaultBody(body, key.view(), mac);
    QCOMPARE(bool(opened), opens);
    if (opens)
        QCOMPARE(opened.value(), content);
    else
        QCOMPARE(opened.error().message, QStringLiteral("body"));
    QVERIFY(!openVaultBody(body, key.view(), QByteArray(32, 'n')));
}

void TestVaultFile::refusesContentThatIsNotCanonical_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray id = "6f1c35b2-0d2b-4a6e-9a57-1c7f5bb5a0d1";
    const QByteArray head = R"({"id":")" + id + R"(","index":1,"version":1,"provider":"p","label":"l","tail":"",)";
    const QByteArray good = head + R"("created":5,"origins":["a","b"],"sealed":"AAAA"})";
    const auto content = [](const QByteArray &next, const QByteArray &keys) {
        return QByteArray(R"({"next":)" + next + R"(,"keys":[)" + keys + "]}");
    };
    QVERIFY(readVaultContent(content("2", good), false));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("space") << content("2", good) + ' ';
    QTest::newRow("member twice") << QByteArray(content("2", good)).replace(R"({"next":2)", R"({"next":9,"next":2)");
    QTest::newRow("other order") << QByteArray(R"({"keys":[],"next":1})");
    QTest::newRow("unknown member") << QByteArray(R"({"next":1,"keys":[],"x":1})");
    QTest::newRow("next is zero") << content("0", "");
    QTest::newRow("next is a fraction") << content("1.5", "");
    QTest::newRow("next is used") << content("1", good);
    QTest::newRow("same key twice") << content("3",
                                               good + ',' + QByteArray(good).replace(R"("index":1)", R"("index":2)"));
    QTest::newRow("same index twice") << content("3", good + ',' + QByteArray(good).replace("a0d1", "a0d2"));
    QTest::newRow("origins out of order") << content("2", QByteArray(good).replace(R"("a","b")", R"("b","a")"));
    QTest::newRow("origin twice") << content("2", QByteArray(good).replace(R"("a","b")", R"("a","a")"));
    QTest::newRow("no origin") << content("2", QByteArray(good).replace(R"("a","b")", ""));
    QTest::newRow("other form of the id") << content("2", QByteArray(good).replace(id, '{' + id + '}'));
    QTest::newRow("loose base64") << content("2", QByteArray(good).replace("AAAA", "AAB="));
}

void TestVaultFile::refusesContentThatIsNotCanonical()
{
    QFETCH(const QByteArray, json);
    const auto content = readVaultContent(json, false);
    QVERIFY(!content);
    QCOMPARE(content.error().message, QStringLiteral("content"));
}

void TestVaultFile::normalisesPasswords_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringLiteral("correct horse battery staple");
    QTest::newRow("umlaut") << QStringLiteral("Pa\u0308sswo\u0308rter");
    QTest::newRow("full width") << QStringLiteral("Ｆｕｌｌ　ｗｉｄｔｈ１２３");
    QTest::newRow("ligature") << QStringLiteral("ﬁﬄ ①㎏ ﷺ");
    QTest::newRow("marks out of order") << QStringLiteral("a\u0323\u0307\u0301 q\u0307\u0323 \u0344");
    QTest::newRow("mark first") << QStringLiteral("\u0301a");
    QTest::newRow("hangul") << QStringLiteral("한글 \u1112\u1161\u11ab 가\u11a8");
    QTest::newRow("exclusions") << QStringLiteral("\u0958 \u2126 \u212B \uFB1D");
    QTest::newRow("beyond the first plane") << QString::fromUcs4(U"\U0001F511\U0001D54F\U0001D15E\U0002F800");
    QTest::newRow("chinese") << QStringLiteral("密码　你好，世界");
    QTest::newRow("byte order mark") << QStringLiteral("\uFEFFx");
    QRandomGenerator random(7);
    for (int i = 0; i < 200; ++i) {
        QString text;
        for (int n = 0; n < 12; ++n) {
            constexpr char32_t ranges[][2] = {{0x20, 0x17F},    {0x300, 0x36F},   {0x1100, 0x11FF}, {0xAC00, 0xD7A3},
                                              {0x1E00, 0x1FFF}, {0xFB00, 0xFDFF}, {0x900, 0xDFF},   {0x3040, 0x33FF}};
            const auto &range = ranges[random.bounded(quint32(std::size(ranges)))];
            text += QChar(char16_t(random.bounded(quint32(range[0]), quint32(range[1]) + 1)));
        }
        QTest::addRow("random %d", i) << text;
    }
}

void TestVaultFile::normalisesPasswords()
{
    QFETCH(const QString, text);
    const Secret normal = normalizedPassword(secretOf(text.toUtf8()));
    QCOMPARE(normal.view().toByteArray(), text.normalized(QString::NormalizationForm_KC).toUtf8());
    const Secret twice = normalizedPassword(normal);
    QVERIFY(twice.equals(normal));
}

void TestVaultFile::opensWithAnotherFormOfTheSamePassword()
{
    const QByteArray bytes = newVault(m_cheap, "Schl\xC3\xBCssel").bytes();
    QVERIFY(VaultFile::open(bytes, secretOf("Schlu\xCC\x88ssel"), m_cheap));
    const QByteArray noText = newVault(m_cheap, "\xFF\xFE raw").bytes();
    QVERIFY(VaultFile::open(noText, secretOf("\xFF\xFE raw"), m_cheap));
    QVERIFY(!VaultFile::open(noText, secretOf("\xFF raw"), m_cheap));
}

void TestVaultFile::derivesForReal()
{
    const Argon2Derivation argon2;
    const auto vault = VaultFile::create(secretOf("correct horse"), argon2, {1, 1}, now); // raised to the floor
    QVERIFY(vault);
    QCOMPARE(vault.value().cost(), (KdfCost {3, 64 * mib}));
    QVERIFY(VaultFile::open(vault.value().bytes(), secretOf("correct horse"), argon2));
    QCOMPARE(VaultFile::open(vault.value().bytes(), secretOf("correct  horse"), argon2).error().cause,
             QStringLiteral("vault.password"));
    QCOMPARE(argon2.derive("x", QByteArray(16, 's'), {1, 1ull << 42}).error().cause, QStringLiteral("vault.memory"));
}

QTEST_GUILESS_MAIN(TestVaultFile)
#include "tst_vaultfile.moc"
