// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/RunEngineTest.h"
#include "tests/support/TestCertificates.h"
#include "tests/support/TransportHelpers.h"

#include <QTest>

namespace triptych {

/// The wait before another try.
struct RetryWait
{
    std::chrono::milliseconds least {0};
    std::chrono::milliseconds most {0};
};
using RetryWaits = std::vector<RetryWait>;

inline const RetryWait firstBackoff {std::chrono::milliseconds(1), std::chrono::milliseconds(500)};
inline const RetryWait secondBackoff {std::chrono::milliseconds(1), std::chrono::milliseconds(1000)};
/// A wait that a provider named, with the jitter that is ours.
RetryWait namedWait(std::chrono::milliseconds wait);

/// One fault, and what has to become of a lane that meets it in every try.
struct Fault
{
    script::Steps answer = {}; ///< To every request.
    LaneOutcome outcome = LaneOutcome::Failed;
    const char *cause = ""; ///< Empty for a lane that completes.
    ErrorKind kind = ErrorKind::MalformedStream;
    std::optional<int> status = {};
    int requests = 1;
    RetryWaits retries = {};
    std::chrono::milliseconds limit {0}; ///< How long each try hangs before it is given up.
    QByteArray text = {}; ///< Of the answer, all of it.
    QByteArray message = {}; ///< A part of the error's.
    const char *note = ""; ///< One of the record's, with " x3" behind it for what happened three times.
    bool isReleased = false; ///< The script pauses until content has arrived, then goes on.
    std::function<void()> prepare = {};
    std::function<bool()> isHanging = {}; ///< A try has come to where it hangs; else: the script pauses.
};

/// Where every test of the fault catalogue starts: a lane on its way to a scripted server, over sockets, on a clock
/// that stands still and with names that the test knows. After each test nothing may be left open.
class FaultTest : public RunEngineTest
{
    Q_OBJECT

protected Q_SLOTS:
    void init();
    void cleanup();

protected:
    std::unique_ptr<HttpTransport> newTransport() override;

    static void addFaults(); ///< The column that row() fills.
    static void row(const char *tag, const Fault &fault) { QTest::newRow(tag) << fault; }
    void judge(); ///< The row of the running test.

    void useTls(TestCertificates::Kind kind = TestCertificates::Kind::Good);
    void useTls(const QSslConfiguration &configuration);
    void useHttpsWithoutTls(); ///< The server speaks in the clear where TLS was due.
    void turnEventLoop(); ///< What lies in a socket of loopback is read after it.
    bool isIn(LaneId id, LanePhase phase) const;
    bool wasSpokenTo() const { return m_one->received().size() > m_receivedBefore; } ///< In this try.
    TestCertificates &certificates();

    LanePlan m_plan;
    StubResolver *m_resolver = nullptr;
    std::unique_ptr<HangingPort> m_hanging;

private:
    void hang(LaneId id, const Fault &fault);
    void waitForRetry(LaneId id, const RetryWait &wait);
    void check(const LaneRecord &record, const Fault &fault) const;
    void pointToHttps();

    std::unique_ptr<TestCertificates> m_certificates; ///< Made once, where they are needed.
    std::size_t m_retries = 0; ///< That the lane has made.
    qint64 m_receivedBefore = 0;
    int m_descriptors = 0;
    int m_threads = 0;
};

/// A name whose address the test decides on; the good certificate covers it.
inline const QString apiHost = QStringLiteral("api.example.test");

/// An answer as a chunked stream with the right end.
script::Steps streamOf(const QByteArrayList &pieces);

} // namespace triptych

Q_DECLARE_METATYPE(triptych::Fault)
