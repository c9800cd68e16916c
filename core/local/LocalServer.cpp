// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LocalServer.h"

#include "core/local/Leftovers.h"
#include "core/local/ThrowAwayKey.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <csignal>
#include <utility>

namespace triptych {

namespace {

using namespace std::chrono_literals;

constexpr auto probeLimit = 2s;
constexpr auto probePause = 100ms;
constexpr auto termLimit = 5s;
constexpr auto restartPause = 1s;
constexpr auto loopWindow = 60s;
constexpr auto deathNotice = 50ms;
constexpr int mostStrangers = 3;
constexpr int usualContext = 8192;
constexpr qint64 loadBytesPerSecond = 20'000'000; // a slow disk, read once
constexpr int shownLogLines = 50;
constexpr qsizetype shownLogBytes = 8 * 1024;

Error processError(const char *cause, const QString &message, const char *hint = "")
{
    return {.kind = ErrorKind::Process, .cause = QLatin1String(cause), .message = message, .hint = QLatin1String(hint)};
}

bool saysOutOfMemory(const QByteArray &log)
{
    static constexpr std::array<QByteArrayView, 5> phrases {"cudaMalloc failed", "out of memory", "ErrorOutOfDeviceMemory",
                                                            "failed to allocate", "unable to allocate"};
    return std::any_of(phrases.begin(), phrases.end(), [&](QByteArrayView phrase) { return log.contains(phrase); });
}

} // namespace

LocalServer::LocalServer(Clock &clock, const Leftovers &leftovers, const QString &modelFile)
    : m_clock(clock), m_leftovers(leftovers), m_modelFile(modelFile),
      m_loadLimit(clock.newTimer([this] { giveUpLoading(); })),
      m_pause(clock.newTimer([this] {
          if (m_state == State::Resting)
              spawn();
          else if (m_state == State::Starting)
              probeHealth();
      })),
      m_killLimit(clock.newTimer([this] {
          if (m_child)
              m_child->kill();
      })),
      m_idle(clock.newTimer([this] { checkIdle(); }))
{
}

LocalServer::~LocalServer()
{
    if (m_child)
        m_leftovers.forget(m_child->pid());
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

int LocalServer::addWaiter(LlamaServers::Progress progress, LlamaServers::Ready ready)
{
    m_waiters.emplace(m_nextWaiter, Waiter {std::move(progress), std::move(ready)});
    return m_nextWaiter++;
}

void LocalServer::dropWaiter(int id)
{
    m_waiters.erase(id);
}

void LocalServer::answerAll(const std::function<Result<LocalServerAddress>()> &answer)
{
    // Taken one by one, since a callback may drop another's ticket; those who ask again meanwhile are not among them.
    const int end = m_nextWaiter;
    while (!m_waiters.empty() && m_waiters.begin()->first < end) {
        const Waiter waiter = std::move(m_waiters.extract(m_waiters.begin()).mapped());
        waiter.ready(answer());
    }
}

void LocalServer::note(const LocalProgress &progress)
{
    m_progress = progress;
    std::vector<LlamaServers::Progress> listeners; // a listener may drop its ticket
    for (const auto &[id, waiter] : m_waiters)
        listeners.push_back(waiter.progress);
    for (const auto &listener : listeners) {
        if (listener)
            listener(progress);
    }
}

void LocalServer::tellWhereItStands()
{
    if (m_state != State::Running)
        return note(m_progress);
    m_lastUsed = m_clock.monotonic();
    m_idle->start(m_options.idleStop);
    answerAll([this] { return LocalServerAddress {.baseUrl = m_baseUrl, .key = m_key.clone()}; });
}

void LocalServer::fail(const Error &error)
{
    setState(State::Stopped);
    answerAll([error] { return error; });
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
    spawn();
}

QStringList LocalServer::arguments() const
{
    // The cells of the cache are shared by all lanes, so a small context is there four times.
    const qint64 trained = m_header.contextTokens > 0 ? m_header.contextTokens : usualContext / 2;
    const qint64 context = m_options.contextTokens > 0 ? m_options.contextTokens : std::min<qint64>(4 * trained, usualContext);
    return {QStringLiteral("-m"), m_modelFile, QStringLiteral("--host"), QStringLiteral("127.0.0.1"),
            QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("-c"), QString::number(context),
            QStringLiteral("--jinja"), QStringLiteral("--no-webui"), QStringLiteral("--offline")};
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
    probeHealth();
}

// --- is it ready, and is it ours

void LocalServer::probe(QByteArrayView path, const Secret &key, std::function<void(int status)> judge)
{
    const auto port = quint16(m_baseUrl.port());
    m_probe = std::make_unique<HealthProbe>(m_clock, port, path, key, probeLimit, [this, judge = std::move(judge)](const HealthProbe::Answer &answer) {
        const auto over = std::move(m_probe);
        judge(answer.status);
    });
}

void LocalServer::probeHealth()
{
    probe("/health", Secret(), [this](int status) {
        if (status == 200)
            probeStranger();
        else
            m_pause->start(probePause); // 503 while it loads
    });
}

/// A server that lets a wrong key in is not the one that was started with ours.
void LocalServer::probeStranger()
{
    probe("/props", newThrowAwayKey(), [this](int status) { status == 401 ? probeOwnKey() : meetStranger(); });
}

void LocalServer::probeOwnKey()
{
    probe("/props", m_key, [this](int status) { status == 200 ? becomeReady() : meetStranger(); });
}

void LocalServer::meetStranger()
{
    ++m_strangers;
    m_hasMetStranger = true;
    m_child->kill(); // childEnded() goes on
}

void LocalServer::becomeReady()
{
    m_loadLimit->stop();
    setState(State::Running);
    tellWhereItStands();
}

void LocalServer::giveUpLoading()
{
    Error error = processError("local.load_timeout", m_modelFile, "local.retry");
    error.kind = ErrorKind::Timeout;
    error.rawBody = QString::fromUtf8(withoutKey(m_log.lastLines(shownLogLines, shownLogBytes), m_key));
    stop();
    answerAll([error] { return error; });
}

// --- the end

void LocalServer::terminate()
{
    m_loadLimit->stop();
    m_pause->stop();
    m_idle->stop();
    m_probe.reset();
    m_idleProbe.reset();
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
    answerAll([this] { return processError("local.stopped", m_modelFile); });
}

void LocalServer::childEnded(const ChildEnd &end)
{
    m_leftovers.forget(m_child->pid());
    m_child.release()->deleteLater(); // it is still inside its signal
    m_loadLimit->stop();
    m_killLimit->stop();
    m_pause->stop();
    m_idle->stop();
    m_probe.reset();
    m_idleProbe.reset();
    if (m_state == State::Stopping)
        return setState(State::Stopped);
    if (m_hasMetStranger && m_strangers < mostStrangers)
        return spawn();
    if (m_hasMetStranger)
        return fail(processError("local.port", QStringLiteral("%1: somebody else answers on the port that it names").arg(m_program.path)));
    const Error death = causeOfDeath(end);
    // A program that ends by itself before it is ready would do so again: a damaged model, an unknown option.
    bury(death, death.cause == QStringLiteral("local.crash"));
}

Error LocalServer::causeOfDeath(const ChildEnd &end) const
{
    // bubblewrap tells of a signal as a shell does.
    const bool isShellStyle = !m_program.sandbox.bwrap.isEmpty() && end.signal == 0 && end.status > 128;
    const int signal = isShellStyle ? end.status - 128 : end.signal;
    const QByteArray log = withoutKey(m_log.lastLines(shownLogLines, shownLogBytes), m_key);
    const QString how = signal != 0 ? QStringLiteral("llama-server died of %1").arg(signalName(signal))
                                    : QStringLiteral("llama-server ended with status %1").arg(end.status);
    Error death = processError("local.crash", how, "local.retry");
    if (signal == SIGKILL || saysOutOfMemory(log))
        death = processError("local.oom", how, "local.context");
    else if (signal == 0 && m_state == State::Starting)
        death = processError("local.exec", how, "local.log");
    death.rawBody = QString::fromUtf8(log);
    return death;
}

void LocalServer::bury(const Error &death, bool mayRestart)
{
    Error told = death;
    const MonotonicTime now = m_clock.monotonic();
    const bool isLoop = mayRestart && m_lastCrash && now - *m_lastCrash < loopWindow;
    if (isLoop) {
        told.cause = QStringLiteral("local.crash_loop");
        m_loop = told;
        m_loopedAt = now;
    }
    if (mayRestart)
        m_lastCrash = now;
    if (m_deaths.size() >= 8)
        m_deaths.erase(m_deaths.begin());
    if (!m_baseUrl.isEmpty())
        m_deaths.emplace_back(m_baseUrl, told);
    if (!mayRestart || isLoop)
        return fail(told);
    m_pause->start(restartPause);
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
    const auto death = std::find_if(m_deaths.crbegin(), m_deaths.crend(), [&](const auto &entry) { return entry.first == baseUrl; });
    return death != m_deaths.crend() ? std::optional(death->second) : std::nullopt;
}

// --- idleness

void LocalServer::askWhetherIdle(std::function<void(bool)> done)
{
    // No lease is held by a lane, so the server itself is asked what it is doing.
    m_idleProbe = std::make_unique<HealthProbe>(m_clock, quint16(m_baseUrl.port()), "/slots", m_key, probeLimit,
                                                [this, done = std::move(done)](const HealthProbe::Answer &answer) {
        const auto over = std::move(m_idleProbe);
        const bool isBusy = answer.body.contains("\"is_processing\":true") || answer.body.contains("\"is_processing\": true");
        done(answer.status == 200 && !isBusy);
    });
}

void LocalServer::checkIdle()
{
    askWhetherIdle([this](bool isIdle) {
        const bool isUnused = m_clock.monotonic() - m_lastUsed >= m_options.idleStop;
        if (isIdle && isUnused)
            return stop();
        if (!isIdle)
            m_lastUsed = m_clock.monotonic();
        m_idle->start(m_options.idleStop);
    });
}

} // namespace triptych
