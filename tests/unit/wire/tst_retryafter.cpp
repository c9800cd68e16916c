// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Failure.h"
#include "core/dialects/RetryAfter.h"
#include "tests/support/RetryForms.h"

#include <QTest>

using namespace triptych;

class TestRetryAfter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHeaders_data();
    void readsHeaders();
    void readsBodies_data();
    void readsBodies();
};

void TestRetryAfter::readsHeaders_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<qint64>("ms");
    for (const RetryForm &form : retryFormsOfHeaders())
        QTest::newRow(form.name) << form.headers << form.ms;
}

void TestRetryAfter::readsHeaders()
{
    QFETCH(const HttpHeaders, headers);
    QFETCH(const qint64, ms);
    const auto wait = retryAfterIn(headers);
    QCOMPARE(wait ? qint64(wait->count()) : -1, ms);
}

void TestRetryAfter::readsBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("ms");
    for (const RetryForm &form : retryFormsOfBodies())
        QTest::newRow(form.name) << form.body << form.ms;
}

void TestRetryAfter::readsBodies()
{
    QFETCH(const QByteArray, body);
    QFETCH(const qint64, ms);
    const Error error = describeHttpFailure({429, {}}, body);
    QCOMPARE(error.retryAfter ? qint64(error.retryAfter->count()) : -1, ms);
    const Error withHeader = describeHttpFailure({429, {{"retry-after", "9"}}}, body);
    QCOMPARE(withHeader.retryAfter.value(), std::chrono::milliseconds(9000));
}

QTEST_GUILESS_MAIN(TestRetryAfter)
#include "tst_retryafter.moc"
