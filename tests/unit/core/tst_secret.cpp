// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret/ProcessHardening.h"
#include "core/secret/Secret.h"
#include "core/secret/Sodium.h"

#include <QTest>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <type_traits>

using namespace triptych;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);

namespace {

Secret secretOf(const char *text)
{
    return Secret::copyOf(text);
}

QByteArray bytesOf(const Secret &secret)
{
    return secret.view().toByteArray();
}

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

} // namespace

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void owns();
    void trims_data();
    void trims();
    void showsOnlyTheTail_data();
    void showsOnlyTheTail();
    void comparesInFull();
    void locksMemory();
    void sealsAsPublished();
    void refusesEveryFlippedBit();
    void streamsInOrder();
    void refusesAfterTheLastChunk();
    void hashesAsPublished();
    void sumsAsPublished();
    void codesAsPublished_data();
    void codesAsPublished();
    void derivesKeys();
    void stretchesPasswords();
    void hardens();
};

void TestSecret::owns()
{
    Secret a = secretOf("sk-abc");
    QCOMPARE(a.size(), 6u);
    Secret b = std::move(a);
    QVERIFY(a.isEmpty()); // NOLINT(bugprone-use-after-move): what a moved-from Secret is belongs to its contract
    QVERIFY(!a.data());
    QCOMPARE(bytesOf(b), "sk-abc");
    Secret c = b.clone();
    QVERIFY(c.data() != b.data());
    QVERIFY(c.equals(b));
    b = secretOf("other");
    QCOMPARE(bytesOf(b), "other");
    QCOMPARE(bytesOf(Secret(3)), QByteArray(3, '\0'));
    QVERIFY(Secret().isEmpty() && Secret(0).isEmpty() && Secret::copyOf({}).isEmpty());
}

void TestSecret::trims_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("only space") << QByteArray(" \t\r\n\v\f") << QByteArray();
    QTest::newRow("both ends") << QByteArray("\n sk-1 2\r\n") << QByteArray("sk-1 2");
    QTest::newRow("none") << QByteArray("sk") << QByteArray("sk");
}

void TestSecret::trims()
{
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, kept);
    QCOMPARE(bytesOf(Secret::copyOf(given).trimmed()), kept);
}

void TestSecret::showsOnlyTheTail_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("tail");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("short") << QByteArray("sk-12345678") << QByteArray();
    QTest::newRow("long enough") << QByteArray("sk-12345Qf3A") << QByteArray("Qf3A");
}

void TestSecret::showsOnlyTheTail()
{
    QFETCH(QByteArray, key);
    QTEST(visibleTail(Secret::copyOf(key)), "tail");
}

void TestSecret::comparesInFull()
{
    QVERIFY(secretOf("abc").equals(secretOf("abc")));
    QVERIFY(!secretOf("abc").equals(secretOf("abd")));
    QVERIFY(!secretOf("abc").equals(secretOf("abcd")));
    QVERIFY(Secret().equals(Secret()));
}

void TestSecret::locksMemory()
{
    QVERIFY(sodium::isReady());
    rlimit limit {};
    QCOMPARE(getrlimit(RLIMIT_MEMLOCK, &limit), 0);
    QCOMPARE(sodium::isMemoryLocked(), limit.rlim_cur >= 8192);
}

/// draft-irtf-cfrg-xchacha, appendix A.3.1
void TestSecret::sealsAsPublished()
{
    const QByteArray plain
        = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
          "sunscreen would be it.";
    const QByteArray associated = hex("50515253c0c1c2c3c4c5c6c7");
    const QByteArray key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    const QByteArray nonce = hex("404142434445464748494a4b4c4d4e4f5051525354555657");
    const QByteArray sealed = sodium::aeadSeal(plain, associated, nonce, key);
    QCOMPARE(sealed.first(16), hex("bd6d179d3e83d43b9576579493c0e939"));
    QCOMPARE(sealed.last(16), hex("c0875924c1c7987947deafd8780acf49"));
    const auto opened = sodium::aeadOpen(sealed, associated, nonce, key);
    QVERIFY(opened);
    QCOMPARE(bytesOf(opened.value()), plain);
}

void TestSecret::refusesEveryFlippedBit()
{
    const QByteArray key(32, 'k');
    const QByteArray nonce(24, 'n');
    const QByteArray sealed = sodium::aeadSeal("a key", "https://a.example:443", nonce, key);
    for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
        QByteArray flipped = sealed;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        const auto opened = sodium::aeadOpen(flipped, "https://a.example:443", nonce, key);
        QVERIFY(!opened);
        QCOMPARE(opened.error().cause, QStringLiteral("crypto.forged"));
    }
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QVERIFY(!sodium::aeadOpen(QByteArrayView(sealed).first(size), "https://a.example:443", nonce, key));
    QVERIFY(!sodium::aeadOpen(sealed, "https://b.example:443", nonce, key));
}

void TestSecret::streamsInOrder()
{
    const QByteArray key(32, 'k');
    sodium::StreamSealer sealer(key);
    const QByteArray first = sealer.push("one", "0", false);
    const QByteArray last = sealer.push("two", "1", true);

    sodium::StreamOpener opener(key, sealer.header());
    const auto one = opener.pull(first, "0");
    QVERIFY(one && !one.value().isLast);
    QCOMPARE(bytesOf(one.value().plain), "one");
    const auto two = opener.pull(last, "1");
    QVERIFY(two && two.value().isLast);
    QCOMPARE(bytesOf(two.value().plain), "two");

    QVERIFY(!sodium::StreamOpener(key, sealer.header()).pull(last, "1"));
    QVERIFY(!sodium::StreamOpener(key, sealer.header()).pull(first, "1"));
    QVERIFY(!sodium::StreamOpener(QByteArray(32, 'x'), sealer.header()).pull(first, "0"));
}

void TestSecret::refusesAfterTheLastChunk()
{
    const QByteArray key(32, 'k');
    sodium::StreamSealer sealer(key);
    const QByteArray last = sealer.push("end", {}, true);
    const QByteArray more = sealer.push("more", {}, false);
    sodium::StreamOpener opener(key, sealer.header());
    QVERIFY(opener.pull(last, {}));
    QVERIFY(!opener.pull(more, {}));
}

/// RFC 7693 gives BLAKE2b-512 of "abc".
void TestSecret::hashesAsPublished()
{
    const QByteArray expected = hex("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                                    "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    QCOMPARE(sodium::hash({"abc"}, {}, 64), expected);
    QCOMPARE(sodium::hash({"a", "", "bc"}, {}, 64), expected);
    const QByteArray key(32, 'k');
    QVERIFY(sodium::hash({"abc"}, key) != sodium::hash({"abc"}));
    QCOMPARE(bytesOf(sodium::hashToSecret({"abc"}, key)), sodium::hash({"abc"}, key));
}

/// FIPS 180-2, appendix B
void TestSecret::sumsAsPublished()
{
    QCOMPARE(sodium::sha256({}), hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    const QByteArray abc = hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QCOMPARE(sodium::sha256({"abc"}), abc);
    QCOMPARE(sodium::sha256({"a", "", "bc"}), abc);
}

/// RFC 4231
void TestSecret::codesAsPublished_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("case 1") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                            << hex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    QTest::newRow("case 2") << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                            << hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    QTest::newRow("case 6, a key longer than a block")
        << QByteArray(131, '\xaa') << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
        << hex("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

void TestSecret::codesAsPublished()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, message);
    QTEST(bytesOf(sodium::hmacSha256(key, message)), "code");
}

void TestSecret::derivesKeys()
{
    const QByteArray master(32, 'm');
    const Secret a = sodium::deriveKey(master, 1, "entries_");
    QCOMPARE(a.size(), 32u);
    QVERIFY(a.equals(sodium::deriveKey(master, 1, "entries_")));
    QVERIFY(!a.equals(sodium::deriveKey(master, 2, "entries_")));
    QVERIFY(!a.equals(sodium::deriveKey(master, 1, "headers_")));
    QVERIFY(!sodium::randomSecret(32).equals(sodium::randomSecret(32)));
}

void TestSecret::stretchesPasswords()
{
    const QByteArray salt(16, 's');
    const auto key = sodium::argon2id("password", salt, 1, 8192, 64);
    QVERIFY(key);
    QCOMPARE(key.value().size(), 64u);
    QVERIFY(key.value().equals(sodium::argon2id("password", salt, 1, 8192, 64).value()));
    QVERIFY(!key.value().equals(sodium::argon2id("passworD", salt, 1, 8192, 64).value()));
    const auto tooLittle = sodium::argon2id("password", salt, 1, 1024, 64);
    QVERIFY(!tooLittle);
    QCOMPARE(tooLittle.error().cause, QStringLiteral("crypto.bounds"));
    QCOMPARE(tooLittle.error().kind, ErrorKind::Crypto);
}

void TestSecret::hardens()
{
    QVERIFY(hardenProcess());
    rlimit limit {1, 1};
    QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
    QCOMPARE(limit.rlim_cur, 0u);
    QCOMPARE(prctl(PR_GET_DUMPABLE), 0);
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
