// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/Session.h"
#include "tests/support/LocalServerBench.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <algorithm>
#include <csignal>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 40'000;

QString word(const char *text)
{
    return QString::fromLatin1(text);
}

QString words(int count)
{
    QString text;
    for (int i = 1; i <= count; ++i)
        text += QStringLiteral("word%1 ").arg(i);
    return text;
}

/// What one lane went through.
struct Ran
{
    LaneRecord record = {};
    std::vector<LanePhase> phases = {};

    QString cause() const { return record.cause; }
    bool leftTheQueue() const { return !phases.empty() && phases.front() != LanePhase::Ended; }
};

bool isInSandbox(qint64 pid)
{
    return QFileInfo(QStringLiteral("/proc/%1/exe").arg(pid)).symLinkTarget().endsWith(word("/bwrap"));
}

} // namespace

/// Rows 47 to 51 of the fault catalogue as a lane shows them: over a whole session, with an engine that misbehaves on
/// command.
class tst_LocalLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void completesWhenNothingGoesWrong();
    void keepsTheTextOfACrash_data();
    void keepsTheTextOfACrash();
    void failsWhenNothingHadCome_data();
    void failsWhenNothingHadCome();
    void sendsNoPromptWithoutAServer_data();
    void sendsNoPromptWithoutAServer();
    void refusesAModelThatIsNotSound();
    void doesNotRestartWhenMemoryRanOut();
    void restartsOnceThenStops();
    void replacesAServerThatHangs();
    void hidesTheHomeFromTheEngine();
    void passesTheContextOn();
    void tellsOfTheEngine();
    void killedMidStreamLeavesTheTextAndNoOrphan();

private:
    QString home() const { return m_bench->path(word("home")); }
    Session &session();
    QString add(const QString &name, const QStringList &behaviour);
    Ran run(const QString &model, std::chrono::milliseconds limit = 60s);
    bool isRunning(const QString &model) const;
    bool awaitRestartOfAnother();

    std::unique_ptr<LocalServerBench> m_bench;
    std::unique_ptr<Session> m_session;
    Settings m_settings;
};

void tst_LocalLanes::init()
{
    // Not below /tmp, which the sandbox hides: the engine has to see how it shall behave.
    m_bench = std::make_unique<LocalServerBench>(word("/var/tmp/tst_locallanes-XXXXXX"));
    m_settings = {};
    m_settings.localServer = LocalServerBench::fakeEngine();
}

void tst_LocalLanes::cleanup()
{
    m_session.reset();
    QCOMPARE(childrenOf(::getpid()).size(), 0u);
    m_bench.reset();
}

Session &tst_LocalLanes::session()
{
    if (!m_session) {
        const Paths paths = Paths::forHome(home());
        if (!paths.makeFolders())
            qFatal("no home");
        m_session = std::make_unique<Session>(paths, m_settings, KeyRing::WhenLocked::Fail);
    }
    return *m_session;
}

QString tst_LocalLanes::add(const QString &name, const QStringList &behaviour)
{
    const QString file = m_bench->model(name, behaviour);
    if (!session().library().add(file))
        qFatal("the model was refused");
    session().reloadCatalog();
    return file;
}

Ran tst_LocalLanes::run(const QString &model, std::chrono::milliseconds limit)
{
    Ran ran;
    bool hasEnded = false;
    QObject context;
    connect(&session().engine(), &RunEngine::lanePhaseChanged, &context,
            [&](LaneId, LanePhase phase) { ran.phases.push_back(phase); });
    connect(&session().engine(), &RunEngine::laneFinished, &context, [&](LaneId, const LaneRecord &record) {
        ran.record = record;
        hasEnded = true;
    });
    RunPlan plan {
        .lanes = {{.address = {.provider = word("local"), .model = model}}}, .totalLimit = limit, .record = false};
    plan.lanes.front().request.turns.push_back(ChatTurn::text(Role::User, word("Hello")));
    session().engine().start(plan);
    if (!QTest::qWaitFor([&] { return hasEnded; }, 2 * patience))
        qWarning("the lane never ended");
    return ran;
}

/// There is an engine of this model, in its sandbox or not.
bool tst_LocalLanes::isRunning(const QString &model) const
{
    const QByteArray file = QFile::encodeName(QFileInfo(m_bench->path(model + word(".gguf"))).canonicalFilePath());
    const auto engines = childrenOf(::getpid());
    return std::any_of(engines.cbegin(), engines.cend(), [&](qint64 pid) {
        return m_bench->read(QStringLiteral("/proc/%1/cmdline").arg(pid)).split('\0').contains(file);
    });
}

/// Engines rest equally long before they are started again, on one thread. So when one that crashes now is back,
/// another that ended before would be back too.
bool tst_LocalLanes::awaitRestartOfAnother()
{
    const QString other = word("other");
    add(other, {word("stream 20"), word("segv_after_words 1")});
    return run(other).cause() == word("local.crash") && QTest::qWaitFor([&] { return isRunning(other); }, patience);
}

void tst_LocalLanes::completesWhenNothingGoesWrong()
{
    add(word("tiny"), {word("stream 7")});
    const Ran ran = run(word("tiny"));
    QVERIFY2(ran.record.outcome == LaneOutcome::Complete, qPrintable(ran.cause()));
    QCOMPARE(ran.record.text, words(7));
    QVERIFY(ran.leftTheQueue());
}

void tst_LocalLanes::keepsTheTextOfACrash_data()
{
    QTest::addColumn<QStringList>("behaviour");
    QTest::addColumn<QString>("signal");
    QTest::newRow("SIGSEGV") << QStringList {word("segv_after_words 5")} << word("SIGSEGV");
    QTest::newRow("SIGABRT") << QStringList {word("abort_after_words 5")} << word("SIGABRT");
    QTest::newRow("of one that does not frame its answers")
        << QStringList {word("segv_after_words 5"), word("read_to_close")} << word("SIGSEGV");
}

void tst_LocalLanes::keepsTheTextOfACrash()
{
    QFETCH(QStringList, behaviour);
    QFETCH(QString, signal);
    add(word("tiny"), QStringList {word("lines 60"), word("stream 20")} + behaviour);
    const Ran ran = run(word("tiny"));
    QCOMPARE(ran.cause(), word("local.crash"));
    QCOMPARE(ran.record.outcome, LaneOutcome::Incomplete);
    QCOMPARE(ran.record.text, words(5));
    QVERIFY(ran.record.error);
    QCOMPARE(ran.record.error->kind, ErrorKind::Process);
    QVERIFY2(ran.record.error->message.contains(signal), qPrintable(ran.record.error->message));
    const QStringList log = ran.record.error->rawBody.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(log.size(), 50);
    QVERIFY(log.contains(word("line 60")) && !log.contains(word("line 10")));
}

void tst_LocalLanes::failsWhenNothingHadCome_data()
{
    QTest::addColumn<QStringList>("behaviour");
    QTest::newRow("before its head") << QStringList {word("segv_after 1")};
    QTest::newRow("before its first word") << QStringList {word("segv_after_words 0")};
}

void tst_LocalLanes::failsWhenNothingHadCome()
{
    QFETCH(QStringList, behaviour);
    add(word("tiny"), QStringList {word("stream 20")} + behaviour);
    const Ran ran = run(word("tiny"));
    QCOMPARE(ran.cause(), word("local.crash"));
    QCOMPARE(ran.record.outcome, LaneOutcome::Failed);
    QCOMPARE(ran.record.text, QString());
    QCOMPARE(ran.record.retries, 0); // a prompt that kills an engine is not sent again by itself
}

void tst_LocalLanes::sendsNoPromptWithoutAServer_data()
{
    QTest::addColumn<QString>("content");
    QTest::addColumn<bool>("isExecutable");
    QTest::addColumn<QString>("words");
    QTest::newRow("missing") << QString() << false << word("No such file or directory");
    QTest::newRow("a text") << word("just text") << false << word("Permission denied");
    QTest::newRow("a text that may be run") << word("just text") << true << word("Exec format error");
    QTest::newRow("another program") << word("#!/bin/sh\nexit 1\n") << true << word("does not answer --version");
    QTest::newRow("a program of another name")
        << word("#!/bin/sh\necho 'true (GNU coreutils) 9.1'\n") << true << word("does not answer --version");
    QTest::newRow("an old build") << word("#!/bin/sh\necho 'version: 4000 (abcdef)'\n") << true << word("8146");
    QTest::newRow("one that ends at once")
        << word("#!/bin/sh\n[ \"$1\" = --version ] && echo 'version: 0.5.0 (build 1)' && exit 0\nexit 3\n") << true
        << word("status 3");
}

void tst_LocalLanes::sendsNoPromptWithoutAServer()
{
    QFETCH(QString, content);
    QFETCH(bool, isExecutable);
    QFETCH(QString, words);
    m_settings.localServer = m_bench->path(word("server"));
    if (!content.isEmpty())
        m_bench->write(word("server"), content.toUtf8());
    if (isExecutable)
        QVERIFY(QFile::setPermissions(m_settings.localServer, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    add(word("tiny"), {word("stream 7")});
    const Ran ran = run(word("tiny"));
    QCOMPARE(ran.cause(), word("local.exec"));
    QCOMPARE(ran.record.outcome, LaneOutcome::Failed);
    QVERIFY(!ran.leftTheQueue());
    QVERIFY(!ran.record.timing.sentMs);
    QVERIFY2(ran.record.error->message.contains(words), qPrintable(ran.record.error->message));
    QVERIFY2(ran.record.error->message.contains(m_settings.localServer), qPrintable(ran.record.error->message));

    Settings mended = m_settings;
    mended.localServer = LocalServerBench::fakeEngine();
    QVERIFY(session().changeSettings(mended));
    const Ran again = run(word("tiny"));
    QVERIFY2(again.record.outcome == LaneOutcome::Complete, qPrintable(again.cause()));
}

void tst_LocalLanes::refusesAModelThatIsNotSound()
{
    const QString file = add(word("tiny"), {word("stream 7")});
    QVERIFY(QFile::resize(file, 100)); // after it was added
    const Ran cut = run(word("tiny"));
    QCOMPARE(cut.cause(), word("gguf.truncated"));
    QVERIFY(!cut.leftTheQueue());
    QVERIFY(cut.record.error->message.contains(file));
    QVERIFY(QFile::remove(file));
    QCOMPARE(run(word("tiny")).cause(), word("gguf.not_a_file"));
    QCOMPARE(run(word("nobody")).cause(), word("model.unknown"));
    QCOMPARE(session().library().add(home()).error().cause, word("gguf.not_a_file")); // a folder
}

void tst_LocalLanes::doesNotRestartWhenMemoryRanOut()
{
    add(word("tiny"), {word("stream 20"), word("kill_after_words 3")});
    const Ran ran = run(word("tiny"));
    QCOMPARE(ran.cause(), word("local.oom"));
    QCOMPARE(ran.record.outcome, LaneOutcome::Incomplete);
    QCOMPARE(ran.record.text, words(3));
    QCOMPARE(ran.record.error->hint, word("local.context"));
    QVERIFY(awaitRestartOfAnother());
    QVERIFY(!isRunning(word("tiny")));
}

void tst_LocalLanes::restartsOnceThenStops()
{
    add(word("tiny"), {word("stream 20"), word("segv_after_words 2")});
    QCOMPARE(run(word("tiny")).cause(), word("local.crash"));
    QTRY_VERIFY_WITH_TIMEOUT(isRunning(word("tiny")), patience); // by itself
    const Ran second = run(word("tiny"));
    QCOMPARE(second.cause(), word("local.crash_loop"));
    QCOMPARE(second.record.outcome, LaneOutcome::Incomplete);
    QCOMPARE(second.record.text, words(2));
    QVERIFY(awaitRestartOfAnother());
    QVERIFY(!isRunning(word("tiny")));
    const Ran third = run(word("tiny"));
    QCOMPARE(third.cause(), word("local.crash_loop"));
    QCOMPARE(third.record.outcome, LaneOutcome::Failed);
    QVERIFY(!third.leftTheQueue());
}

void tst_LocalLanes::replacesAServerThatHangs()
{
    const QString file = add(word("tiny"), {word("stream 20"), word("stop_after_words 2")});
    const Ran hung = run(word("tiny"), 2s);
    QCOMPARE(hung.record.outcome, LaneOutcome::Incomplete);
    QCOMPARE(hung.record.error->kind, ErrorKind::Timeout);
    QCOMPARE(hung.record.text, words(2));
    m_bench->write(file + word(".behaviour"), "stream 7\n");
    const Ran again = run(word("tiny"), 60s);
    QVERIFY2(again.record.outcome == LaneOutcome::Complete, qPrintable(again.cause()));
    QCOMPARE(again.record.text, words(7));
    QCOMPARE(childrenOf(::getpid()).size(), 1u);
}

void tst_LocalLanes::hidesTheHomeFromTheEngine()
{
    for (const char *name : {"data/vault.trv", "config/settings.json", "cache/models/openai.json"}) {
        const QString secret = home() + u'/' + word(name);
        const QString model = QFileInfo(secret).baseName();
        QVERIFY(Paths::forHome(home()).makeFolders() && QDir().mkpath(QFileInfo(secret).path()));
        m_bench->write(secret, "secret");
        add(model, {word("stream 3"), word("look ") + secret});
        const Ran ran = run(model);
        QVERIFY2(ran.record.outcome == LaneOutcome::Complete, qPrintable(ran.cause()));
        if (!isInSandbox(childrenOf(::getpid()).front()))
            QSKIP("no sandbox on this machine");
        std::optional<QString> log;
        session().localServerLogs(this, [&](const QString &text) { log = text; });
        QTRY_VERIFY_WITH_TIMEOUT(log, patience);
        QVERIFY2(log->contains(word("does not see ") + secret), qPrintable(*log));
        m_session.reset();
    }
}

void tst_LocalLanes::passesTheContextOn()
{
    const QString server = m_bench->path(word("server"));
    m_bench->write(
        word("server"),
        "#!/bin/sh\necho \"version: 0.5.0 (build 1) words: $*\"\n[ \"$1\" = --version ] && exit 0\nexit 3\n");
    QVERIFY(QFile::setPermissions(server, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    m_settings.localServer = server;
    m_settings.localContext = 4321;
    add(word("tiny"), {});
    const Ran ran = run(word("tiny"));
    QVERIFY2(ran.record.error && ran.record.error->rawBody.contains(word("-c 4321 ")), qPrintable(ran.cause()));
}

void tst_LocalLanes::tellsOfTheEngine()
{
    QTRY_COMPARE_WITH_TIMEOUT(session().engineState(), EngineState {.stage = EngineState::Found}, patience);
    std::vector<EngineState> told;
    connect(&session(), &Session::engineStateChanged, this, [&](const EngineState &state) { told.push_back(state); });
    m_settings.localServer = word("/nowhere/llama-server");
    QVERIFY(session().changeSettings(m_settings));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1u, patience);
    QCOMPARE(told.back().stage, EngineState::Missing);
    QCOMPARE(session().engineState(), told.back());
}

namespace {

QProcessEnvironment environmentOf(const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(word("TRIPTYCH_HOME"), home);
    environment.insert(word("TRIPTYCH_LLAMA_SERVER"), LocalServerBench::fakeEngine());
    environment.insert(word("LC_ALL"), word("C.UTF-8"));
    return environment;
}

/// The first lane of the first run, as another process reads it.
QJsonObject laneInHistory(const QString &home)
{
    QProcess show;
    show.setProcessEnvironment(environmentOf(home));
    show.start(word(TRIPTYCH_BINARY), {word("history"), word("show"), word("1"), word("--json")});
    show.waitForFinished(patience);
    return QJsonDocument::fromJson(show.readAllStandardOutput())[u"lanes"][0].toObject();
}

} // namespace

void tst_LocalLanes::killedMidStreamLeavesTheTextAndNoOrphan()
{
    add(word("tiny"), {word("stream 10000"), word("pause 20")});
    m_session.reset();
    QProcess triptych;
    triptych.setProcessEnvironment(environmentOf(home()));
    triptych.start(word(TRIPTYCH_BINARY), {word("run"), word("-"), word("--to"), word("local/tiny")});
    triptych.write("Hello");
    triptych.closeWriteChannel();
    const auto textSoFar = [this] { return laneInHistory(home())[u"text"].toString(); };
    QTRY_VERIFY_WITH_TIMEOUT(textSoFar().startsWith(words(10)), patience);
    const auto children = childrenOf(triptych.processId());
    QCOMPARE(children.size(), 1u);
    QVERIFY(isAlive(children.front()));

    QCOMPARE(::kill(pid_t(triptych.processId()), SIGKILL), 0);
    QTRY_COMPARE_WITH_TIMEOUT(triptych.state(), QProcess::NotRunning, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(children.front()), patience);
    QTRY_COMPARE_WITH_TIMEOUT(processesInSession(children.front()).size(), 0u, patience);
    const QJsonObject lane = laneInHistory(home());
    QCOMPARE(lane[u"outcome"].toString(), word("incomplete"));
    QCOMPARE(lane[u"cause"].toString(), word("app_crash"));
    QVERIFY(lane[u"text"].toString().startsWith(words(10)));
}

QTEST_GUILESS_MAIN(tst_LocalLanes)
#include "tst_locallanes.moc"
