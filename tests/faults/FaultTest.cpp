// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"

#include "core/text/ErrorText.h"

#include <QDir>
#include <algorithm>
#include <cerrno>
#include <sys/wait.h>

namespace triptych {

namespace {

constexpr std::chrono::milliseconds jitter {250};
constexpr std::chrono::milliseconds tick {1};
constexpr std::chrono::seconds drained {1}; ///< A lane that ended lets go of its socket within it.

bool hasContent(const script::Step &step)
{
    const auto *send = std::get_if<script::Send>(&step);
    return send && send->bytes.contains("\"content\":\"");
}

int runningThreads()
{
    return int(QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

QStringList noteWords(const LaneNotes &notes)
{
    QStringList words;
    for (const LaneNote &note : notes)
        words << (note.count == 1 ? note.code : note.code + QStringLiteral(" x%1").arg(note.count));
    return words;
}

bool hasChildren()
{
    return ::waitpid(-1, nullptr, WNOHANG) != -1 || errno != ECHILD;
}

} // namespace

RetryWait namedWait(std::chrono::milliseconds wait)
{
    return {wait, wait + jitter};
}

script::Steps streamOf(const QByteArrayList &pieces)
{
    script::Steps steps {streamHead()};
    for (const QByteArray &piece : pieces)
        steps.push_back(script::chunk(piece));
    steps.push_back(script::chunk({}));
    return steps;
}

void FaultTest::init()
{
    m_descriptors = openDescriptors();
    m_threads = runningThreads();
    m_retries = 0;
    m_receivedBefore = 0;
    RunEngineTest::init();
    m_plan = lane("one");
}

void FaultTest::cleanup()
{
    m_clock->advance(drained);
    turnEventLoop();
    m_transport->closeIdleConnections();
    QTRY_COMPARE(m_one->openConnections(), 0);
    QTRY_COMPARE(m_two->openConnections(), 0);
    m_hanging.reset();
    RunEngineTest::cleanup();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(openDescriptors(), m_descriptors);
    QTRY_COMPARE(runningThreads(), m_threads); // one that was joined may show for a moment
    QVERIFY(!hasChildren());
}

std::unique_ptr<HttpTransport> FaultTest::newTransport()
{
    auto resolver = std::make_unique<StubResolver>();
    m_resolver = resolver.get();
    m_resolver->known.insert(apiHost, {QHostAddress(QHostAddress::LocalHost)});
    auto transport = std::make_unique<HttpTransport>(*m_clock, std::move(resolver));
    transport->setOptions({.proxyMode = TransportOptions::ProxyMode::None});
    return transport;
}

TestCertificates &FaultTest::certificates()
{
    if (!m_certificates)
        m_certificates = std::make_unique<TestCertificates>();
    return *m_certificates;
}

void FaultTest::useTls(TestCertificates::Kind kind)
{
    useTls(certificates().server(kind));
}

void FaultTest::useTls(const QSslConfiguration &configuration)
{
    m_one = std::make_unique<ScriptedServer>(configuration);
    pointToHttps();
}

void FaultTest::useHttpsWithoutTls()
{
    m_one = std::make_unique<ScriptedServer>();
    pointToHttps();
}

void FaultTest::pointToHttps()
{
    QUrl url = m_one->url(QStringLiteral("/v1"), apiHost);
    url.setScheme(QStringLiteral("https"));
    m_endpoints->servers.insert(QStringLiteral("one"), url);
    m_endpoints->caFile = certificates().caFile();
}

void FaultTest::turnEventLoop()
{
    for (int turn = 0; turn < 3; ++turn) // the server sends, the transport reads, the lane tells
        QCoreApplication::processEvents();
}

bool FaultTest::isIn(LaneId id, LanePhase phase) const
{
    const auto phases = m_phases.find(id);
    return phases != m_phases.end() && !phases->second.empty() && phases->second.back() == phase;
}

void FaultTest::addFaults()
{
    QTest::addColumn<Fault>("fault");
}

void FaultTest::judge()
{
    QFETCH(const Fault, fault);
    if (fault.prepare)
        fault.prepare();
    if (!fault.answer.empty())
        m_one->playAlways(fault.answer);
    const LaneId id = start({m_plan}).lanes[0];
    hang(id, fault);
    for (const RetryWait &wait : fault.retries) {
        if (!QTest::currentTestFailed())
            waitForRetry(id, wait);
        if (!QTest::currentTestFailed())
            hang(id, fault);
    }
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY2(record(id), "the lane goes on");
    check(*record(id), fault);
}

/// Leads a try to where it hangs, and through the limit that ends it, to the tick.
void FaultTest::hang(LaneId id, const Fault &fault)
{
    const bool hasText = std::any_of(fault.answer.begin(), fault.answer.end(), hasContent);
    const auto isHanging = [&] {
        return fault.isHanging ? fault.isHanging()
                               : m_one->isPaused() && isIn(id, hasText ? LanePhase::Writing : LanePhase::Waiting);
    };
    if (fault.isReleased) {
        QTRY_VERIFY(isHanging());
        m_one->release();
    }
    if (fault.limit.count() == 0)
        return;
    QTRY_VERIFY(isHanging());
    turnEventLoop();
    m_clock->advance(fault.limit - tick);
    turnEventLoop();
    QVERIFY2(!record(id) && m_notes.size() == m_retries, "given up before its time");
    m_clock->advance(tick);
}

void FaultTest::waitForRetry(LaneId id, const RetryWait &wait)
{
    QTRY_VERIFY(record(id) || m_notes.size() > m_retries);
    QVERIFY2(!record(id), "it was not tried again");
    const QueueNote &note = m_notes.back();
    QCOMPARE(note.code, QStringLiteral("retry"));
    const std::chrono::milliseconds named(note.total);
    QVERIFY2(named >= wait.least && named <= wait.most, QByteArray::number(note.total).constData());
    ++m_retries;
    m_receivedBefore = m_one->received().size();
    const auto connections = m_one->connections();
    m_clock->advance(named - tick);
    turnEventLoop();
    QVERIFY2(isIn(id, LanePhase::Queued) && m_one->connections() == connections, "tried again before its time");
    m_clock->advance(tick);
}

void FaultTest::check(const LaneRecord &record, const Fault &fault) const
{
    QCOMPARE(record.cause, QString::fromLatin1(fault.cause));
    QCOMPARE(outcomeName(record.outcome), outcomeName(fault.outcome));
    QCOMPARE(record.text, QString::fromUtf8(fault.text));
    QCOMPARE(record.httpStatus, fault.status);
    QCOMPARE(m_one->requests().size(), std::size_t(fault.requests));
    QCOMPARE(std::size_t(record.retries), fault.retries.size());
    QVERIFY(record.timing.totalMs);
    QCOMPARE(qRound64(*record.timing.totalMs), qint64(m_clock->monotonic() / std::chrono::milliseconds(1)));
    QVERIFY2(!*fault.note || noteWords(record.notes).contains(QString::fromLatin1(fault.note)),
             noteWords(record.notes).join(u' ').toUtf8().constData());
    QVERIFY(!toJson(record).contains(secretKey));
    QCOMPARE(record.error.has_value(), *fault.cause != '\0');
    if (!record.error)
        return;
    QCOMPARE(kindName(record.error->kind), kindName(fault.kind));
    QVERIFY2(record.error->message.contains(QString::fromUtf8(fault.message)),
             record.error->message.toUtf8().constData());
    const ErrorSentence sentence = describe(*record.error);
    QVERIFY(!sentence.what.isEmpty() && !sentence.what.contains(u'%'));
    QVERIFY2(!sentence.advice.isEmpty(), "nobody says what to do");
}

} // namespace triptych
