// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/Session.h"
#include "app/window/Workbench.h"
#include "tests/bench/TokenServer.h"
#include "ui/history/HistoryPanel.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/selector/SearchField.h"
#include "ui/shell/MainWindow.h"

#include <QListView>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <ctime>

using namespace triptych;

namespace {

constexpr double longestBlockMs = 50;
constexpr double largestShare = 0.5;
constexpr int lanes = 4;
constexpr int tokensPerSecond = 200;
constexpr int tokens = 2000;
constexpr int runs = 5000;

/// A timer on the GUI thread that should tick every few milliseconds; the longest gap tells how long the thread was
/// away.
class Heartbeat final : public QObject
{
public:
    Heartbeat()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = qMax(m_longest, double(m_clock.nsecsElapsed()) / 1e6);
            m_clock.restart();
            ++m_ticks;
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_clock.start();
        m_timer.start(4);
    }
    double longestMs() const { return m_longest; }
    int ticks() const { return m_ticks; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_longest = 0;
    int m_ticks = 0;
};

double threadSeconds()
{
    timespec time = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

} // namespace

/// What the window's thread does while keys are derived, runs are searched and answers stream.
class BenchGuiThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void unlocking();
    void searchingTheHistory();
    void streamingFourLanes();

private:
    void open();
    void fillHistory();
    void judge(const char *what, const Heartbeat &heart);
    LaneGrid &grid() const { return *m_workbench->window().findChild<LaneGrid *>(); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Workbench> m_workbench;
};

void BenchGuiThread::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

void BenchGuiThread::cleanup()
{
    if (m_workbench)
        m_workbench->window().close();
    m_workbench.reset();
    m_session.reset();
}

void BenchGuiThread::open()
{
    Paths paths = Paths::forHome(m_home->path());
    paths.share = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/triptych");
    QVERIFY(paths.makeFolders());
    m_session = std::make_unique<Session>(paths, Settings {}, KeyRing::WhenLocked::Wait);
    m_workbench = std::make_unique<Workbench>(*m_session);
    m_workbench->show();
    m_workbench->window().resize(1440, 900);
    QVERIFY(QTest::qWaitForWindowExposed(&m_workbench->window()));
    QTest::qWait(300); // what a start does later is not what is measured
}

void BenchGuiThread::judge(const char *what, const Heartbeat &heart)
{
    qInfo("%s: the GUI thread was away for %.1f ms at the longest (%d ticks)", what, heart.longestMs(), heart.ticks());
    QVERIFY2(heart.longestMs() <= longestBlockMs, what);
}

void BenchGuiThread::unlocking()
{
    open();
    const auto password = [] { return Secret::copyOf("correct horse battery staple"); };
    bool isDone = false;
    m_session->vault().create(password(), [&isDone](const Result<> &made) { isDone = bool(made); });
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 20'000);
    m_session->vault().lock();
    QTRY_COMPARE(m_session->vault().state(), VaultState::Locked);
    Heartbeat heart;
    QElapsedTimer clock;
    clock.start();
    m_session->vault().unlock(password(), [](const Result<> &opened) { QVERIFY(opened); });
    QTRY_COMPARE_WITH_TIMEOUT(m_session->vault().state(), VaultState::Unlocked, 20'000);
    qInfo("unlocking took %lld ms in all", clock.elapsed());
    judge("unlock", heart);
}

void BenchGuiThread::fillHistory()
{
    HistoryStore store(Paths::forHome(m_home->path()).data);
    quint64 lane = 0;
    for (int i = 0; i < runs; ++i) {
        RunOpening run {.run = RunId {quint64(i + 1)},
                        .startedAt = QDateTime::currentDateTimeUtc().addSecs(i - runs),
                        .document = QStringLiteral("bench.prompty"),
                        .prompt = QStringLiteral("Explain number %1 of the parser, please").arg(i)};
        std::vector<LaneRecord> ended;
        for (int k = 0; k < 2; ++k) {
            const LaneId id {++lane};
            LaneRecord record {.id = id,
                               .run = run.run,
                               .index = k,
                               .provider = QStringLiteral("p%1").arg(k),
                               .model = QStringLiteral("m"),
                               .startedAt = run.startedAt};
            run.lanes.push_back({id, record});
            record.outcome = LaneOutcome::Complete;
            record.text = QStringLiteral("answer %1 about parse_duration and other words ").arg(i).repeated(20);
            record.timing.firstTextMs = 100 + i % 50;
            record.timing.totalMs = 1000 + i % 500;
            ended.push_back(record);
        }
        store.beginRun(run);
        for (const LaneRecord &record : ended)
            store.finishLane(record);
    }
}

void BenchGuiThread::searchingTheHistory()
{
    QVERIFY(Paths::forHome(m_home->path()).makeFolders());
    fillHistory();
    open();
    auto &panel = *m_workbench->window().findChild<HistoryPanel *>();
    m_workbench->window().findChild<QTabBar *>(QStringLiteral("sidebarTabs"))->setCurrentIndex(1);
    QTRY_VERIFY(panel.isVisible());
    auto *list = panel.findChild<QListView *>();
    QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 50, 20'000);
    auto *search = panel.findChild<SearchField *>();
    Heartbeat heart;
    for (const char letter : QByteArrayLiteral("parse_duration 4711")) {
        QTest::keyClick(search, letter);
        QTest::qWait(40); // a fast typist
    }
    QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() < 5, 20'000);
    search->clear();
    QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 50, 20'000);
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(list, Qt::Key_PageDown);
        QTest::qWait(20);
    }
    judge("history search over 5,000 runs", heart);
}

void BenchGuiThread::streamingFourLanes()
{
    const TokenServer server(tokens, tokensPerSecond);
    const Paths paths = Paths::forHome(m_home->path());
    QVERIFY(paths.makeFolders() && QDir().mkpath(paths.providersFolder()));
    QFile preset(paths.providersFolder() + QStringLiteral("/bench.json"));
    QVERIFY(preset.open(QIODevice::WriteOnly));
    preset.write(
        QStringLiteral(
            R"({"id":"bench","label":"Bench","dialect":"openai-chat","baseUrl":"%1","auth":{"scheme":"none"}})")
            .arg(server.baseUrl().toString())
            .toUtf8());
    preset.close();
    QFile state(paths.sessionFile());
    QVERIFY(state.open(QIODevice::WriteOnly));
    state.write(R"({"lanes":["bench/a","bench/b","bench/c","bench/d"]})");
    state.close();
    open();
    QCOMPARE(grid().count(), lanes);
    m_workbench->window().findChild<QWidget *>(QStringLiteral("editorTabs"))->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("go"));

    QTest::keyClick(&m_workbench->window(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!grid().lane(0)->text().isEmpty() && !grid().lane(lanes - 1)->text().isEmpty());
    Heartbeat heart;
    QElapsedTimer clock;
    clock.start();
    const double before = threadSeconds();
    QTRY_VERIFY_WITH_TIMEOUT(grid().lane(0)->state().hasEnded(), 60'000);
    const double share = (threadSeconds() - before) / (double(clock.nsecsElapsed()) / 1e9);
    QTRY_VERIFY_WITH_TIMEOUT(grid().lane(1)->state().hasEnded() && grid().lane(2)->state().hasEnded()
                                 && grid().lane(3)->state().hasEnded(),
                             60'000);
    QTest::qWait(500); // the answers are laid out as Markdown
    for (int i = 0; i < lanes; ++i)
        QCOMPARE(grid().lane(i)->text(), server.wholeText());
    qInfo("four lanes at %d tokens a second for %.1f s: the GUI thread worked %.1f %% of the time", tokensPerSecond,
          double(clock.elapsed()) / 1000, share * 100);
    QVERIFY2(share < largestShare, "the GUI thread is busy for half the time or more");
    judge("streaming", heart);
}

QTEST_MAIN(BenchGuiThread)
#include "bench_guithread.moc"
