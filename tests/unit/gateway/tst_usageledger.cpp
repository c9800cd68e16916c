// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/UsageLedger.h"

#include <QTest>
#include <cmath>

using namespace triptych;

namespace {

const QString token = QStringLiteral("abcd-1234");
const QString other = QStringLiteral("efgh-5678");

} // namespace

class TestUsageLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forgetsWhatWasWritten();
    void keepsReservationsApart();
    void survivesOddPrices();
};

void TestUsageLedger::forgetsWhatWasWritten()
{
    UsageLedger ledger;
    QCOMPARE(ledger.note(token, 0.1), 1u);
    QCOMPARE(ledger.note(token, 0.2), 2u);
    QCOMPARE(ledger.note(other, 5), 3u);
    ledger.written(1);
    QCOMPARE(ledger.unwritten(token), 0.2);
    QCOMPARE(ledger.unwritten(other), 5.0);
    ledger.written(3);
    QVERIFY(ledger.unwritten(token) == 0.0 && ledger.unwritten(other) == 0.0);
}

void TestUsageLedger::keepsReservationsApart()
{
    UsageLedger ledger;
    ledger.reserve(token, 0.1);
    ledger.reserve(token, 0.2);
    ledger.reserve(other, 7);
    QCOMPARE(ledger.reserved(token), 0.1 + 0.2);
    ledger.release(token, 0.1);
    ledger.release(token, 0.2);
    QVERIFY(ledger.reserved(token) == 0.0);
    ledger.release(token, 0.2); // there is none any more
    QVERIFY(ledger.reserved(token) == 0.0);
    QCOMPARE(ledger.reserved(other), 7.0);
}

/// A price that nobody knows takes nothing, and gives nothing back.
void TestUsageLedger::survivesOddPrices()
{
    UsageLedger ledger;
    ledger.reserve(token, 0.1);
    ledger.reserve(token, std::nan(""));
    ledger.reserve(token, -3);
    QCOMPARE(ledger.reserved(token), 0.1);
    ledger.release(token, -3);
    ledger.release(token, std::nan(""));
    QCOMPARE(ledger.reserved(token), 0.1);
}

QTEST_GUILESS_MAIN(TestUsageLedger)
#include "tst_usageledger.moc"
