// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenSigner.h"
#include "core/gateway/tokens/TokenVerifier.h"
#include "core/signin/Rsa.h"
#include "tests/support/TokenTexts.h"

#include <QTest>

using namespace triptych;

/// Every single bit of three tokens, turned over: each is refused.
class TestTokenFlips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusesEveryFlippedBit_data();
    void refusesEveryFlippedBit();

private:
    Secret newKey(const QString &id);

    QMap<QString, QByteArray> m_publicPems;
    Secret m_first;
    Secret m_second;
    TokenVerifier m_verifier;
};

Secret TestTokenFlips::newKey(const QString &id)
{
    auto pair = rsa::newKeyPair();
    m_publicPems.insert(id, pair.value().publicPem);
    return std::move(pair.value().privatePem);
}

void TestTokenFlips::initTestCase()
{
    m_first = newKey(QStringLiteral("k1"));
    m_second = newKey(QStringLiteral("k2"));
    m_verifier = TokenVerifier::of(m_publicPems).value();
}

void TestTokenFlips::refusesEveryFlippedBit_data()
{
    QTest::addColumn<QByteArray>("token");
    const auto row = [](const char *name, const QString &keyId, const Secret &key, const TokenClaims &claims) {
        QTest::newRow(name) << TokenSigner(keyId, key.clone()).sign(claims).value().view().toByteArray();
    };
    TokenClaims claims = newClaims(QStringLiteral("editor"), tokenNow);
    row("every route and model", QStringLiteral("k1"), m_first, claims);
    row("of the second key", QStringLiteral("k2"), m_second, claims);
    claims.scope = scopeNames();
    claims.models = {QStringLiteral("claude-*"), QStringLiteral("local/demo")};
    claims.budgetUsd = 12.75;
    row("with every limit", QStringLiteral("k1"), m_first, claims);
}

void TestTokenFlips::refusesEveryFlippedBit()
{
    QFETCH(QByteArray, token);
    QVERIFY(m_verifier.verify(token, tokenNow));
    for (qsizetype at = 0; at < token.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            token[at] = char(token[at] ^ (1 << bit));
            const auto claims = m_verifier.verify(token, tokenNow);
            QVERIFY2(!claims, qPrintable(QStringLiteral("bit %1 of byte %2").arg(bit).arg(at)));
            QCOMPARE(claims.error().cause, QStringLiteral("token"));
            token[at] = char(token[at] ^ (1 << bit));
        }
    }
    QVERIFY(m_verifier.verify(token, tokenNow));
}

QTEST_GUILESS_MAIN(TestTokenFlips)
#include "tst_tokenflips.moc"
