// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/LlamaServers.h"

#include "core/local/BuildState.h"
#include "core/local/EngineWatch.h"
#include "core/local/Leftovers.h"
#include "core/local/LocalServer.h"
#include "core/local/ProgramFinder.h"

#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>
#include <algorithm>
#include <map>

namespace triptych {

namespace {

using namespace std::chrono_literals;

constexpr auto stopLimit = 5s;
constexpr auto seatPause = 1s;
constexpr auto justUsed = 5s; // a lane that was handed an address may not have connected yet

class ServerTicket final : public LlamaServers::Ticket
{
public:
    ServerTicket(LocalServer *server, int waiter) : m_server(server), m_waiter(waiter) {}
    ~ServerTicket() override
    {
        if (m_server)
            m_server->waiters().drop(m_waiter);
    }
    Q_DISABLE_COPY_MOVE(ServerTicket)

private:
    QPointer<LocalServer> m_server;
    int m_waiter;
};

/// One file has one server, whatever links lead to it.
QString canonical(const QString &modelFile)
{
    const QFileInfo info(modelFile);
    const QString name = info.canonicalFilePath();
    return name.isEmpty() ? info.absoluteFilePath() : name;
}

} // namespace

QString LocalServerOptions::buildFolder() const
{
    return buildCache.isEmpty() ? BuildState::usualFolder() : buildCache;
}

class LlamaServers::Private
{
public:
    Private(LlamaServers &owner, Clock &theClock, const LocalServerOptions &theOptions,
            std::shared_ptr<GgufHeaders> theHeaders)
        : q(owner),
          clock(theClock),
          options(theOptions),
          headers(std::move(theHeaders)),
          leftovers(theOptions.stateFolder),
          finder(theClock, theOptions),
          watch(theClock, [this](const EngineState &state) { Q_EMIT q.engineStateChanged(state); }),
          seatTimer(theClock.newTimer([this] { seatNext(); }))
    {
        leftovers.sweep();
        reader.setMaxThreadCount(1);
    }

    LocalServer &serverOf(const QString &file);
    LocalServer *find(const QString &file) const;
    void serverChanged(LocalServer *server);
    void advance(LocalServer *server);
    void prepare(LocalServer *server);
    void findProgram(LocalServer *server, const GgufHeader &header);
    void setOptions(const LocalServerOptions &changed);
    void seatNext();
    void makeRoom();

    LlamaServers &q;
    Clock &clock;
    LocalServerOptions options;
    std::shared_ptr<GgufHeaders> headers;
    Leftovers leftovers;
    ProgramFinder finder;
    EngineWatch watch;
    std::map<QString, std::unique_ptr<LocalServer>> servers;

    /// Ready to start but for a seat, in the order in which they came.
    struct Candidate
    {
        QPointer<LocalServer> server;
        ServerProgram program;
        GgufHeader header;
    };
    std::vector<Candidate> queue;
    std::unique_ptr<Timer> seatTimer;
    QThreadPool reader; ///< Of headers: a slow disk must not hold up the lanes. The first to go: it waits for its work.
};

LocalServer *LlamaServers::Private::find(const QString &file) const
{
    const auto server = servers.find(canonical(file));
    return server == servers.end() ? nullptr : server->second.get();
}

LocalServer &LlamaServers::Private::serverOf(const QString &file)
{
    const QString name = canonical(file);
    auto &server = servers[name];
    if (!server) {
        server = std::make_unique<LocalServer>(clock, leftovers, name);
        LocalServer *made = server.get();
        QObject::connect(made, &LocalServer::stateChanged, &q, [this, made] { serverChanged(made); });
    }
    return *server;
}

void LlamaServers::Private::serverChanged(LocalServer *server)
{
    if (server->state() == LocalServer::State::Stopped) {
        // Posted: those who wait may be about to be told why it stopped.
        QMetaObject::invokeMethod(
            server, [this, server] { advance(server); }, Qt::QueuedConnection);
        QMetaObject::invokeMethod(
            server, [this] { seatNext(); }, Qt::QueuedConnection);
    }
    Q_EMIT q.stateChanged(server->modelFile());
}

void LlamaServers::Private::advance(LocalServer *server)
{
    if (server->waiters().isEmpty())
        return;
    switch (server->state()) {
    case LocalServer::State::Stopped: return prepare(server);
    case LocalServer::State::Stopping: return; // serverChanged() comes back
    case LocalServer::State::Preparing:
    case LocalServer::State::Starting:
    case LocalServer::State::Resting:
    case LocalServer::State::Running: return server->tellWhereItStands();
    }
}

void LlamaServers::Private::prepare(LocalServer *server)
{
    if (const auto loop = server->crashLoop())
        return server->fail(*loop);
    server->prepare();
    reader.start([this, server] {
        auto header = headers->read(server->modelFile());
        QMetaObject::invokeMethod(
            &q,
            [this, server, header = std::move(header)] {
                if (server->state() != LocalServer::State::Preparing)
                    return;
                if (header)
                    findProgram(server, header.value());
                else
                    server->fail(header.error());
            },
            Qt::QueuedConnection);
    });
}

void LlamaServers::Private::findProgram(LocalServer *server, const GgufHeader &header)
{
    const QPointer<LocalServer> guard(server);
    const auto building = [guard](int done, int total) {
        if (guard)
            guard->note({.stage = LocalProgress::WaitingForBuild, .done = done, .total = total});
    };
    finder.find(building, [this, guard, header](const Result<ServerProgram> &program) {
        watch.learn(program);
        if (!guard || guard->state() != LocalServer::State::Preparing)
            return;
        if (!program)
            return guard->fail(program.error());
        queue.push_back({guard, program.value(), header});
        seatNext();
    });
}

void LlamaServers::Private::setOptions(const LocalServerOptions &changed)
{
    const LocalServerOptions before = std::exchange(options, changed);
    finder.setOptions(options);
    watch.setOptions(options);
    if (options.program == before.program && options.contextTokens == before.contextTokens)
        return;
    for (const auto &[file, server] : servers) {
        server->forgetCrashes(); // what a person changed may be the mend
        server->retire();
    }
    for (const Candidate &candidate : std::exchange(queue, {})) { // the program was found for the old ones
        if (candidate.server)
            prepare(candidate.server);
    }
}

void LlamaServers::Private::seatNext()
{
    for (const Candidate &candidate : queue) {
        if (candidate.server && candidate.server->state() == LocalServer::State::Preparing
            && candidate.server->waiters().isEmpty())
            candidate.server->stop(); // nobody wants it any more, so nobody has to make room for it
    }
    std::erase_if(queue, [](const Candidate &candidate) {
        return !candidate.server || candidate.server->state() != LocalServer::State::Preparing;
    });
    if (queue.empty())
        return;
    const auto seated
        = std::count_if(servers.cbegin(), servers.cend(), [](const auto &entry) { return entry.second->takesSeat(); });
    if (seated >= options.maxServers)
        return makeRoom();
    const Candidate next = queue.front();
    queue.erase(queue.begin());
    next.server->launch(next.program, next.header, options);
    seatNext();
}

void LlamaServers::Private::makeRoom()
{
    seatTimer->start(seatPause); // when all are busy
    LocalServer *oldest = nullptr;
    for (const auto &[file, server] : servers) {
        const bool isFree = server->state() == LocalServer::State::Running && server->waiters().isEmpty()
            && clock.monotonic() - server->lastUsed() >= justUsed;
        if (isFree && (!oldest || server->lastUsed() < oldest->lastUsed()))
            oldest = server.get();
    }
    if (!oldest)
        return;
    oldest->askWhetherIdle([this, oldest](bool isIdle) {
        if (isIdle && !queue.empty())
            oldest->stop(); // serverChanged() seats the next
        else
            oldest->touch();
    });
}

LlamaServers::LlamaServers(Clock &clock, const LocalServerOptions &options, std::shared_ptr<GgufHeaders> headers,
                           QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(*this, clock, options, std::move(headers)))
{}

LlamaServers::~LlamaServers()
{
    for (const auto &[file, server] : d->servers)
        server->terminate();
    // All have the same five seconds; what is left then is killed by their destructors, group and all.
    const MonotonicTime end = d->clock.monotonic() + stopLimit;
    for (const auto &[file, server] : d->servers) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - d->clock.monotonic());
        server->waitForEnd(std::max(left, 0ms));
    }
}

std::unique_ptr<LlamaServers::Ticket> LlamaServers::ensure(const QString &modelFile, Progress progress, Ready ready)
{
    LocalServer &server = d->serverOf(modelFile);
    const int waiter = server.waiters().add(std::move(progress), std::move(ready));
    QMetaObject::invokeMethod(
        &server, [this, asked = &server] { d->advance(asked); }, Qt::QueuedConnection);
    return std::make_unique<ServerTicket>(&server, waiter);
}

std::optional<LocalServerAddress> LlamaServers::running(const QString &modelFile) const
{
    const LocalServer *server = d->find(modelFile);
    return server ? server->address() : std::nullopt;
}

std::optional<Error> LlamaServers::postMortem(const QUrl &baseUrl) const
{
    for (const auto &[file, server] : d->servers) {
        if (const auto death = server->postMortem(baseUrl))
            return death;
    }
    return std::nullopt;
}

QString LlamaServers::log(const QString &modelFile) const
{
    const LocalServer *server = d->find(modelFile);
    return server ? server->log() : QString();
}

void LlamaServers::setOptions(const LocalServerOptions &options)
{
    d->setOptions(options);
}

void LlamaServers::watchEngine()
{
    d->watch.begin(d->options);
}

void LlamaServers::doubt(const QString &modelFile)
{
    if (LocalServer *server = d->find(modelFile))
        server->doubt();
}

void LlamaServers::stopAll()
{
    for (const auto &[file, server] : d->servers)
        server->stopForGood();
}

} // namespace triptych
