// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenSigner.h"
#include "core/secret/Sodium.h"
#include "core/signin/Rsa.h"
#include "tests/support/Sanitized.h"
#include "tests/support/TokenTexts.h"

#include <QFile>
#include <QTest>
#include <algorithm>
#include <cstring>

using namespace triptych;

namespace {

/// How often these bytes are anywhere in the memory that this process can write.
int copiesOf(QByteArrayView bytes)
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        return -1;
    int copies = 0;
    for (const QByteArray &region : maps.readAll().split('\n')) {
        const auto words = region.split(' ');
        if (words.size() < 2 || !words[1].startsWith("rw"))
            continue;
        const auto ends = words[0].split('-');
        const auto *at = reinterpret_cast<const char *>(ends[0].toULongLong(nullptr, 16));
        const auto *end = reinterpret_cast<const char *>(ends[1].toULongLong(nullptr, 16));
        const auto next = [&] { return ::memmem(at, std::size_t(end - at), bytes.data(), std::size_t(bytes.size())); };
        while (const void *found = next()) {
            at = static_cast<const char *>(found) + 1;
            ++copies;
        }
    }
    return copies;
}

/// The bytes that the lines of a PEM stand for.
Secret derOf(const Secret &pem)
{
    QByteArray lines = pem.view().toByteArray();
    QByteArray body = lines.mid(lines.indexOf('\n'), lines.lastIndexOf("\n-----") - lines.indexOf('\n'));
    QByteArray der = QByteArray::fromBase64(body);
    Secret secret = Secret::copyOf(der);
    for (QByteArray *copy : {&lines, &body, &der})
        sodium::zero(*copy);
    return secret;
}

} // namespace

/// Neither OpenSSL nor libjwt keeps a copy of a private key: after it was made, read and used, the only ones are those
/// in Secrets.
class TestSigningLeaks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsCopies();
    void leavesNoKeyBehind();
};

void TestSigningLeaks::initTestCase()
{
    if (isSanitized)
        QSKIP("a sanitizer has memory of its own that is not to be read");
}

void TestSigningLeaks::findsCopies()
{
    const Secret needle = sodium::randomSecret(24);
    QCOMPARE(copiesOf(needle.view()), 1);
    const QByteArray copy = needle.view().toByteArray();
    QCOMPARE(copiesOf(needle.view()), 2);
}

void TestSigningLeaks::leavesNoKeyBehind()
{
    auto pair = rsa::newKeyPair();
    const Secret pem = std::move(pair.value().privatePem);
    QVERIFY(rsa::keyPairOf(pem));
    QVERIFY(TokenSigner(QStringLiteral("k1"), pem.clone()).sign(newClaims(QStringLiteral("editor"), tokenNow)));

    // The text, and the numbers of the key in the order of a file and in that of the machine.
    for (const qsizetype at : {300, 900, 1500})
        QCOMPARE(copiesOf(pem.view().sliced(at, 24)), 1);
    const Secret der = derOf(pem);
    for (const qsizetype at : {400, 600, 850, 1100}) {
        QCOMPARE(copiesOf(der.view().sliced(at, 16)), 1);
        Secret reversed = Secret::copyOf(der.view().sliced(at, 16));
        std::reverse(reversed.data(), reversed.data() + reversed.size());
        QCOMPARE(copiesOf(reversed.view()), 1);
    }
}

QTEST_GUILESS_MAIN(TestSigningLeaks)
#include "tst_signingleaks.moc"
