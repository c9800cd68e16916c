// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LocalServer.h"

#include "core/local/CauseOfDeath.h"
#include "core/local/Leftovers.h"
#include "core/local/Loopback.h"
#include "core/local/ThrowAwayKey.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include <utility>

namespace triptych {

namespace {

using namespace std::chrono_literals;

constexpr auto slotsLimit = 2s;
constexpr auto termLimit = 5s;
constexpr auto trustedFor = 5s; // after a sign of life
constexpr auto retirePause = 5s; // a lane that was handed an address may not have connected yet
constexpr auto restartPause = 1s;
constexpr auto loopWindow = 60s;
constexpr auto deathNotice = 50ms;
constexpr int mostStrangers = 3;
constexpr std::size_t rememberedDeaths = 8;
constexpr int usualContext = 8192;
constexpr qint64 loadBytesPerSecond = 20'000'000; // a slow disk, read once
// Every stream holds one of them; with its usual handful a busy server would leave questions after its health
// unanswered.
constexpr int httpThreads = 100;
constexpr int shownLogLines = 50;
constexpr qsizetype shownLogBytes = 8 * 1024;

Error localError(const char *cause, const QString &message)
{
    return {.kind = ErrorKind::Process,
            .cause = QLatin1String(cause),
            .message = message,
            .hint = QStringLiteral("local.retry")};
}

} // namespace

LocalServer::LocalServer(Clock &clock, const Leftovers &leftovers, const QString &modelFile)
    : m_clock(clock),
      m_leftovers(leftovers),
      m_modelFile(modelFile),
      m_loadLimit(clock.newTimer([this] { giveUpLoading(); })),
      m_restart(clock.newTimer([this] { spawn(); })),
      m_killLimit(clock.newTimer([this] {
          if (m_child)
              m_child->kill();
      })),
      m_idle(clock.newTimer([this] { checkIdle(); }))
{}

LocalServer::~LocalServer()
{
    if (m_child)
        m_leftovers.forget(m_child->pid());
}

QByteArray LocalServer::lastLines() const
{
    return withoutKey(m_log.lastLines(shownLogLines, shownLogBytes), m_key);
}

QString LocalServer::log() const
{
    return QString::fromUtf8(withoutKey(m_log.text(), m_key));
}

void LocalServer::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

// --- those who wait

void LocalServer::note(const LocalProgress &progress)
{
    m_progress = progress;
    m_waiters.tell(progress);
}

void LocalServer::tellWhereItStands()
{
    if (m_state != State::Running)
        return note(m_progress);
    // One that hangs keeps its port, so a lane would wait for as long as its limits let it.
    if (m_lifeCheck || m_clock.monotonic() - m_lastSign >= trustedFor)
        return doubt();
    handOut();
}

void LocalServer::handOut()
{
    m_lastUsed = m_clock.monotonic();
    watchIdleness();
    m_waiters.answer([this] { return whereItListens(); });
}

std::optional<LocalServerAddress> LocalServer::address() const
{
    return m_state == State::Running ? std::optional(whereItListens()) : std::nullopt;
}

LocalServerAddress LocalServer::whereItListens() const
{
    return {.baseUrl = m_baseUrl, .key = m_key.clone()};
}

void LocalServer::fail(const Error &error)
{
    setState(State::Stopped);
    m_waiters.answer([error] { return error; });
}

// --- start

void LocalServer::prepare()
{
    m_progress = {};
    setState(State::Preparing);
}

void LocalServer::launch(const ServerProgram &program, const GgufHeader &header, const LocalServerOptions &options)
{
    m_program = program;
    m_header = header;
    m_options = options;
    m_strangers = 0;
    m_isRetiring = false;
    spawn();
}

QStringList LocalServer::arguments() const
{
    // The cells of the cache are shared by all lanes, so a small context is there four times.
    const qint64 trained = m_header.contextTokens > 0 ? m_header.contextTokens : usualContext / 2;
    const qint64 context
        = m_options.contextTokens > 0 ? m_options.contextTokens : std::min<qint64>(4 * trained, usualContext);
    // Else the path of the file is what it calls itself.
    return {QStringLiteral("-m"),        m_modelFile,
            QStringLiteral("--alias"),   QFileInfo(m_modelFile).completeBaseName(),
            QStringLiteral("--host"),    QStringLiteral("127.0.0.1"),
            QStringLiteral("--port"),    QStringLiteral("0"),
            QStringLiteral("-c"),        QString::number(context),
            QStringLiteral("--jinja"),   QStringLiteral("--no-webui"),
            QStringLiteral("--offline"), QStringLiteral("--threads-http"),
            QString::number(httpThreads)};
}

void LocalServer::spawn()
{
    m_key = newThrowAwayKey();
    m_log.clear();
    m_lastOutput.clear();
    m_baseUrl.clear();
    m_hasMetStranger = false;
    QStringList words = QStringList {m_program.path} + arguments();
    QString program = m_program.path;
    if (!m_program.sandbox.bwrap.isEmpty()) {
        words = QStringList {m_program.sandbox.bwrap} + m_program.sandbox.wrap(words, filesOfModel(m_modelFile));
        program = m_program.sandbox.bwrap;
    }
    auto child = ChildProcess::start({.program = program,
                                      .arguments = words.mid(1),
                                      .environment = ProgramFinder::childEnvironment(),
                                      .secretName = "LLAMA_API_KEY",
                                      .secret = m_key.clone()});
    if (!child)
        return fail(child.error());
    m_child = std::move(child).value();
    m_leftovers.note(m_child->pid());
    connect(m_child.get(), &ChildProcess::outputArrived, this, &LocalServer::takeOutput);
    connect(m_child.get(), &ChildProcess::ended, this, &LocalServer::childEnded);
    const std::chrono::seconds bySize {m_header.fileBytes / loadBytesPerSecond};
    m_loadLimit->start(std::max<std::chrono::milliseconds>(m_options.loadLimit, bySize));
    setState(State::Starting);
    note({.stage = LocalProgress::Starting});
}

void LocalServer::takeOutput(const QByteArray &bytes)
{
    const QByteArray kept = m_log.append(bytes);
    m_lastSign = m_clock.monotonic();
    if (m_state != State::Starting || !m_baseUrl.isEmpty())
        return;
    if (m_progress.stage != LocalProgress::Loading)
        note({.stage = LocalProgress::Loading});
    static const QRegularExpression address(QStringLiteral("listening on http://127\\.0\\.0\\.1:([0-9]{1,5})\\s"));
    m_lastOutput += kept;
    const auto match = address.match(QString::fromLatin1(m_lastOutput));
    m_lastOutput = m_lastOutput.right(256);
    const int port = match.captured(1).toInt();
    if (port < 1 || port > 65'535)
        return;
    m_baseUrl.setScheme(QStringLiteral("http"));
    m_baseUrl.setHost(QStringLiteral("127.0.0.1"));
    m_baseUrl.setPort(port);
    checkReadiness();
}

void LocalServer::checkReadiness()
{
    m_readiness = std::make_unique<ReadinessCheck>(m_clock, quint16(m_baseUrl.port()), m_key,
                                                   [this](ReadinessCheck::Verdict verdict) { judge(verdict); });
}

void LocalServer::judge(ReadinessCheck::Verdict verdict)
{
    m_readiness.reset();
    switch (verdict) {
    case ReadinessCheck::Verdict::Ready: return becomeReady();
    case ReadinessCheck::Verdict::Unreachable: return raiseLoopback() ? checkReadiness() : giveUpOnLoopback();
    case ReadinessCheck::Verdict::Stranger: break;
    }
    ++m_strangers;
    m_hasMetStranger = true;
    m_child->kill(); // childEnded() goes on
}

void LocalServer::becomeReady()
{
    m_loadLimit->stop();
    m_lastSign = m_clock.monotonic();
    setState(State::Running);
    handOut();
}

void LocalServer::giveUpLoading()
{
    Error error = localError("local.load_timeout", m_modelFile);
    error.kind = ErrorKind::Timeout;
    error.rawBody = QString::fromUtf8(lastLines());
    stop();
    m_waiters.answer([error] { return error; });
}

void LocalServer::giveUpOnLoopback()
{
    const Error error = localError("local.no_loopback", m_modelFile);
    stop();
    m_waiters.answer([error] { return error; });
}

// --- doubt

void LocalServer::doubt()
{
    if (m_state != State::Running || m_lifeCheck)
        return;
    const auto heard = [this, since = m_clock.monotonic()](bool answers) {
        const auto over = std::move(m_lifeCheck);
        // More lanes than it has threads leave it no thread for the question, but then it goes on writing its log.
        if (!answers && m_lastSign <= since)
            return giveUpOnSilent();
        m_lastSign = m_clock.monotonic();
        if (!m_waiters.isEmpty())
            handOut();
    };
    m_lifeCheck = std::make_unique<LifeCheck>(m_clock, quint16(m_baseUrl.port()), heard);
}

void LocalServer::giveUpOnSilent()
{
    m_child->noticeEnd(deathNotice);
    if (m_state != State::Running)
        return; // it had just died, and how it did tells more
    Error error = localError("local.silent", m_modelFile);
    error.rawBody = QString::fromUtf8(lastLines());
    remember(error);
    stop(); // who waits is served by the next one
}

// --- the end

void LocalServer::askNothingMore()
{
    m_loadLimit->stop();
    m_restart->stop();
    m_idle->stop();
    m_readiness.reset();
    m_idleProbe.reset();
    m_lifeCheck.reset();
}

void LocalServer::terminate()
{
    askNothingMore();
    if (m_child)
        m_child->terminate();
}

bool LocalServer::waitForEnd(std::chrono::milliseconds limit)
{
    return !m_child || m_child->waitForEnd(limit);
}

void LocalServer::stop()
{
    if (m_state == State::Stopping)
        return;
    terminate();
    if (m_child)
        m_killLimit->start(termLimit);
    setState(m_child ? State::Stopping : State::Stopped);
}

void LocalServer::stopForGood()
{
    stop();
    m_waiters.answer([this] { return localError("local.stopped", m_modelFile); });
}

void LocalServer::childEnded(const ChildEnd &end)
{
    m_leftovers.forget(m_child->pid());
    m_child.release()->deleteLater(); // it is still inside its signal
    m_killLimit->stop();
    askNothingMore();
    if (m_state == State::Stopping)
        return setState(State::Stopped);
    if (m_hasMetStranger && m_strangers < mostStrangers)
        return spawn();
    if (m_hasMetStranger)
        return fail(localError(
            "local.port", QStringLiteral("%1: somebody else answers on the port that it names").arg(m_program.path)));
    bury(causeOfDeath({.program = m_program.path,
                       .end = end,
                       .wasReady = m_state == State::Running,
                       .wasSandboxed = !m_program.sandbox.bwrap.isEmpty(),
                       .log = lastLines()}));
}

void LocalServer::bury(const Error &death)
{
    Error told = death;
    const MonotonicTime now = m_clock.monotonic();
    const bool isCrash = death.cause == QStringLiteral("local.crash");
    const bool isLoop = isCrash && m_lastCrash && now - *m_lastCrash < loopWindow;
    if (isCrash)
        m_lastCrash = now;
    if (isLoop) {
        told.cause = QStringLiteral("local.crash_loop");
        m_loop = told;
        m_loopedAt = now;
    }
    remember(told);
    if (isCrash && !isLoop)
        rest();
    else
        fail(told);
}

void LocalServer::remember(const Error &death)
{
    if (!m_baseUrl.isEmpty())
        m_deaths.emplace_back(m_baseUrl, death);
    if (m_deaths.size() > rememberedDeaths)
        m_deaths.erase(m_deaths.begin());
}

void LocalServer::rest()
{
    m_restart->start(restartPause);
    setState(State::Resting);
    note({.stage = LocalProgress::Starting});
}

std::optional<Error> LocalServer::crashLoop() const
{
    const bool isFresh = m_loopedAt && m_clock.monotonic() - *m_loopedAt < loopWindow;
    return isFresh ? std::optional(m_loop) : std::nullopt;
}

std::optional<Error> LocalServer::postMortem(const QUrl &baseUrl)
{
    // The socket's end travels faster than the news of the death.
    if (m_child && m_baseUrl == baseUrl)
        m_child->noticeEnd(deathNotice);
    const auto death
        = std::find_if(m_deaths.crbegin(), m_deaths.crend(), [&](const auto &entry) { return entry.first == baseUrl; });
    return death != m_deaths.crend() ? std::optional(death->second) : std::nullopt;
}

// --- idleness

void LocalServer::askWhetherIdle(std::function<void(bool)> done)
{
    // No lease is held by a lane, so the server itself is asked what it is doing.
    m_idleProbe = std::make_unique<HealthProbe>(m_clock, quint16(m_baseUrl.port()), "/slots", m_key, slotsLimit,
                                                [this, done = std::move(done)](const HealthProbe::Answer &answer) {
                                                    const auto over = std::move(m_idleProbe);
                                                    const bool isBusy = answer.body.contains("\"is_processing\":true")
                                                        || answer.body.contains("\"is_processing\": true");
                                                    if (answer.status == 0)
                                                        doubt();
                                                    done(answer.status == 200 && !isBusy);
                                                });
}

void LocalServer::watchIdleness()
{
    m_idle->start(m_isRetiring ? retirePause : m_options.idleStop);
}

void LocalServer::retire()
{
    m_isRetiring = true;
    if (m_state == State::Running)
        checkIdle();
    else if (m_state == State::Resting)
        stop(); // who waits is served anew, by what holds now
}

void LocalServer::checkIdle()
{
    watchIdleness(); // whatever becomes of the answer
    askWhetherIdle([this](bool isIdle) {
        const auto rest = m_clock.monotonic() - m_lastUsed;
        if (isIdle && rest >= (m_isRetiring ? retirePause : m_options.idleStop))
            return stop();
        if (!isIdle)
            m_lastUsed = m_clock.monotonic();
    });
}

} // namespace triptych
