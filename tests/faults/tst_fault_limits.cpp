// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/ErrorText.h"
#include "tests/faults/FaultTest.h"
#include "tests/support/RetryForms.h"

using namespace triptych;
using namespace script;
using namespace std::chrono_literals;

namespace {

const QByteArray json = "Content-Type: application/json\r\n";
const QByteArray slowDown = R"({"error":{"message":"slow down","type":"requests","code":"rate_limit_exceeded"}})";

/// A 429 in every try that says when to come again in this form.
Fault limited(const RetryForm &form)
{
    QByteArray lines = json;
    for (const HttpHeader &header : form.headers)
        lines += header.first + ": " + header.second + "\r\n";
    Fault fault {.answer = {answer(429, form.body.isEmpty() ? slowDown : form.body, lines)},
                 .cause = "rate_limited",
                 .kind = ErrorKind::RateLimited,
                 .status = 429};
    if (form.ms < 0)
        fault.retries = {firstBackoff, secondBackoff};
    else if (form.ms <= 60'000) // a wait that was named is sat out once
        fault.retries = {namedWait(std::chrono::milliseconds(form.ms))};
    fault.requests = 1 + int(fault.retries.size());
    return fault;
}

Fault used(const char *message, const QByteArray &body, const QByteArray &lines = {})
{
    return {.answer = {answer(429, body, json + lines)},
            .cause = "quota",
            .kind = ErrorKind::Rejected,
            .status = 429,
            .message = message};
}

} // namespace

/// Providers that want to be asked less often.
class TestFaultLimits : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void waits_data();
    void waits() { judge(); }
    void forms_data();
    void forms();
    void quotas_data();
    void quotas() { judge(); }
};

void TestFaultLimits::waits_data()
{
    addFaults();
    const QByteArray date = "Sun, 22 Nov 2026 12:00:00 GMT";
    Fault seven = limited({.headers = {{"Retry-After", "7"}}, .ms = 7000});
    seven.message = "slow down";
    row("row 26 Retry-After: 7", seven);
    row("row 27 a date",
        limited({.headers = {{"Date", date}, {"Retry-After", "Sun, 22 Nov 2026 12:00:34 GMT"}}, .ms = 34'000}));
    row("row 27 a date in the past",
        limited({.headers = {{"Date", date}, {"Retry-After", "Sun, 22 Nov 2026 11:00:00 GMT"}}}));
    row("row 27 a date, by a clock that is years off",
        limited(
            {.headers = {{"Date", "Tue, 01 Jan 2030 00:00:00 GMT"}, {"Retry-After", "Tue, 01 Jan 2030 00:00:09 GMT"}},
             .ms = 9000}));
}

/// What can be used is of row 28, the rest of row 29.
void TestFaultLimits::forms_data()
{
    addFaults();
    std::vector<RetryForm> forms = retryFormsOfHeaders();
    QVERIFY2(forms.size() >= 40, "too few forms of headers");
    forms.insert(forms.end(), retryFormsOfBodies().begin(), retryFormsOfBodies().end());
    for (const RetryForm &form : forms) {
        const bool isUsable = form.ms >= 0 && form.ms <= 60'000;
        row(QByteArray(QByteArray(isUsable ? "row 28 " : "row 29 ") + form.name).constData(), limited(form));
    }
}

/// A wait that nobody sits out unasked is shown.
void TestFaultLimits::forms()
{
    judge();
    QVERIFY(!QTest::currentTestFailed());
    const Error error = *m_finished.back().second.error;
    Error timeless = error;
    timeless.retryAfter.reset();
    QCOMPARE(describe(error).advice != describe(timeless).advice, error.retryAfter.has_value());
    QFETCH(const Fault, fault);
    QVERIFY(!fault.retries.empty() || *error.retryAfter > 60s);
}

void TestFaultLimits::quotas_data()
{
    addFaults();
    row("row 30 the quota is used up",
        used(
            "quota",
            R"({"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}})"));
    row("row 30 the quota is used up, with a wait",
        used("credits", R"({"error":{"message":"Out of credits","code":"insufficient_quota"}})", "Retry-After: 1\r\n"));
}

QTEST_GUILESS_MAIN(TestFaultLimits)
#include "tst_fault_limits.moc"
