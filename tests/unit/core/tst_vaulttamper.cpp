// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/VaultFile.h"
#include "tests/support/CheapDerivation.h"

#include <QTest>

using namespace triptych;

/// Changes every bit of a small vault, cuts it at every length and adds every byte to its end: each is refused, with
/// the right class of error. Without TRIPTYCH_LONG in the environment only a sample of the body is tried; the header
/// always is.
class TestVaultTamper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusesEveryFlippedBit();
    void refusesEveryTruncation();
    void refusesEveryAppendedByte();
    void refusesParts_data();
    void refusesParts();

private:
    struct Verdict
    {
        QString cause;
        QString section;
        bool operator==(const Verdict &) const = default;
    };
    Verdict openWith(const QByteArray &bytes) const
    {
        const auto vault = VaultFile::open(bytes, secretOf("password"), m_cheap);
        return vault ? Verdict() : Verdict {vault.error().cause, vault.error().message};
    }
    Verdict expectedForFlip(qsizetype at, int bit) const;
    qsizetype bodyAt() const { return m_macAt + 32; }
    static Verdict damaged(const char *section) { return {QStringLiteral("vault.damaged"), QLatin1String(section)}; }

    CheapDerivation m_cheap;
    QByteArray m_vault;
    qsizetype m_macAt = 0;
    int m_bodyStep = 1; ///< Prime, so that a sample meets every bit of a byte.
};

void TestVaultTamper::initTestCase()
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
    VaultFile vault = VaultFile::create(secretOf("password"), m_cheap, {}, now).value().clone();
    const KeyDraft draft {.provider = QStringLiteral("openai"),
                          .label = QStringLiteral("Work"),
                          .origins = {QStringLiteral("https://api.openai.com")}};
    QVERIFY(vault.addKey(draft, secretOf("sk-0123456789Qf3A"), now));
    m_vault = vault.bytes();
    m_macAt = 18 + qFromLittleEndian<quint32>(m_vault.constData() + 14) + 32;
    QCOMPARE(openWith(m_vault), Verdict());
    m_bodyStep = qEnvironmentVariableIsSet("TRIPTYCH_LONG") ? 1 : 23;
}

TestVaultTamper::Verdict TestVaultTamper::expectedForFlip(qsizetype at, int bit) const
{
    if (at < 10)
        return damaged("magic");
    if (at < 12) // 1 becomes 0, which there never was, or something that there may be one day
        return at == 10 && bit == 0 ? damaged("header") : Verdict {QStringLiteral("vault.newer"), {}};
    if (at < m_macAt)
        return damaged("header");
    return damaged(at < bodyAt() ? "mac" : "body");
}

void TestVaultTamper::refusesEveryFlippedBit()
{
    QByteArray bytes = m_vault;
    int tried = 0;
    for (qsizetype flip = 0; flip < bytes.size() * 8; flip += flip < bodyAt() * 8 ? 1 : m_bodyStep) {
        const qsizetype at = flip / 8;
        const int bit = int(flip % 8);
        bytes[at] = char(bytes[at] ^ (1 << bit));
        const Verdict verdict = openWith(bytes);
        if (verdict != expectedForFlip(at, bit))
            QFAIL(qPrintable(QStringLiteral("bit %1 of byte %2: '%3' in '%4'")
                                 .arg(bit)
                                 .arg(at)
                                 .arg(verdict.cause, verdict.section)));
        bytes[at] = m_vault[at];
        ++tried;
    }
    QCOMPARE(bytes, m_vault);
    QVERIFY(tried >= bodyAt() * 8 + (bytes.size() - bodyAt()) * 8 / m_bodyStep);
}

void TestVaultTamper::refusesEveryTruncation()
{
    for (qsizetype size = 0; size < m_vault.size(); size += size < bodyAt() + 64 ? 1 : m_bodyStep) {
        const Verdict expected = damaged(size < 10 ? "magic" : size < bodyAt() ? "header" : "body");
        const Verdict verdict = openWith(m_vault.first(size));
        if (verdict != expected)
            QFAIL(qPrintable(QStringLiteral("cut to %1: '%2' in '%3'").arg(size).arg(verdict.cause, verdict.section)));
    }
    QCOMPARE(openWith(m_vault.chopped(1)), damaged("body"));
}

void TestVaultTamper::refusesEveryAppendedByte()
{
    for (int byte = 0; byte < 256; ++byte)
        QCOMPARE(openWith(m_vault + char(byte)), damaged("body"));
}

void TestVaultTamper::refusesParts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("section");
    const QString magic = QStringLiteral("magic");
    QTest::newRow("nothing") << QByteArray() << magic;
    QTest::newRow("text") << QByteArray("hello\n") << magic;
    QTest::newRow("zeros") << QByteArray(5000, '\0') << magic;
    QTest::newRow("as text, LF") << QByteArray(m_vault).replace("\r\n", "\n") << magic;
    QTest::newRow("as text, CRLF") << QByteArray(m_vault).replace("\n", "\r\n") << magic;
    QTest::newRow("twice") << m_vault + m_vault << QStringLiteral("body");
    QTest::newRow("larger than any vault") << m_vault + QByteArray(16 << 20, 'x') << QStringLiteral("size");
    QByteArray longHeader = m_vault;
    longHeader.replace(14, 4, littleEndian(quint32(0xFFFFFFFF)));
    QTest::newRow("header of 4 GiB") << longHeader << QStringLiteral("header");
    longHeader.replace(14, 4, littleEndian(quint32(4097)));
    QTest::newRow("header of 4097") << longHeader + QByteArray(8192, 'x') << QStringLiteral("header");
    CheapDerivation cheap;
    const QByteArray other = VaultFile::create(secretOf("password"), cheap, {}, {}).value().bytes();
    QTest::newRow("body of another vault")
        << m_vault.first(bodyAt()) + other.sliced(bodyAt()) << QStringLiteral("body");
    QTest::newRow("slot of another vault")
        << m_vault.first(52) + other.sliced(52, 134) + m_vault.sliced(186) << QStringLiteral("header");
}

void TestVaultTamper::refusesParts()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, section);
    QCOMPARE(openWith(bytes).cause, QStringLiteral("vault.damaged"));
    QCOMPARE(openWith(bytes).section, section);
}

QTEST_GUILESS_MAIN(TestVaultTamper)
#include "tst_vaulttamper.moc"
