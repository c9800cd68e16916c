// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/RunEngineTest.h"

#include <QTest>

namespace triptych {

QByteArray delta(const char *text)
{
    return QByteArrayLiteral("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"") + text + "\"}}]}\n\n";
}

QByteArray ending()
{
    return QByteArrayLiteral("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                             "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n"
                             "data: [DONE]\n\n");
}

script::Send streamHead()
{
    return script::chunkedHead("Content-Type: text/event-stream\r\n");
}

script::Steps completeAnswer(const char *text)
{
    return {streamHead(), script::chunk(delta(text)), script::chunk(ending()), script::chunk({})};
}

namespace {

struct Ticket final : Pending
{
    explicit Ticket(std::shared_ptr<bool> flag) : alive(std::move(flag)) {}
    ~Ticket() override { *alive = false; }
    Q_DISABLE_COPY_MOVE(Ticket)
    std::shared_ptr<bool> alive;
};

} // namespace

std::unique_ptr<Pending> TestEndpoints::resolve(const LanePlan &lane, Progress progress, EndpointSource::Done done)
{
    auto alive = std::make_shared<bool>(true);
    const auto answer = [this, alive, done, provider = lane.address.provider, model = lane.address.model] {
        if (*alive)
            done(make(provider, model));
    };
    if (isHolding) {
        progress({QStringLiteral("held"), 1, 2});
        held.push_back(answer);
    } else {
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    }
    return std::make_unique<Ticket>(alive);
}

Result<AuthorisedEndpoint> TestEndpoints::make(const QString &provider, const QString &model) const
{
    if (!servers.contains(provider))
        return Error {.kind = ErrorKind::Unauthorized, .cause = QStringLiteral("no_key")};
    AuthorisedEndpoint endpoint;
    endpoint.endpoint = {.providerId = provider, .dialect = dialect, .baseUrl = servers[provider].toString()};
    endpoint.endpoint.model.id = model;
    if (signing)
        endpoint.signer.emplace(Secret::copyOf(key.isEmpty() ? signingKey : key), *signing);
    else
        endpoint.secretHeaders.push_back(
            {header.first, header.second, Secret::copyOf(key.isEmpty() ? secretKey : key)});
    endpoint.caFile = caFile;
    endpoint.proxySignIn = Secret::copyOf(proxySignIn);
    endpoint.isSlowToStart = isSlowToStart;
    return endpoint;
}

std::unique_ptr<HttpTransport> RunEngineTest::newTransport()
{
    return std::make_unique<HttpTransport>(*m_clock);
}

void RunEngineTest::init()
{
    m_text.clear();
    m_phases.clear();
    m_finished.clear();
    m_notes.clear();
    m_runsFinished = 0;
    m_clock = std::make_unique<ManualClock>();
    m_transport = newTransport();
    m_endpoints = std::make_unique<TestEndpoints>();
    m_engine = std::make_unique<RunEngine>(*m_transport, *m_endpoints, *m_clock);
    m_one = std::make_unique<ScriptedServer>();
    m_two = std::make_unique<ScriptedServer>();
    m_endpoints->servers = {{QStringLiteral("one"), m_one->url(QStringLiteral("/v1"))},
                            {QStringLiteral("two"), m_two->url(QStringLiteral("/v1"))}};
    connect(m_engine.get(), &RunEngine::laneEvents, this, [this](LaneId id, const StreamEvents &events) {
        QVERIFY2(!record(id), "an event after the end");
        for (const StreamEvent &event : events) {
            if (const auto *text = std::get_if<TextDelta>(&event))
                m_text[id] += text->text;
        }
    });
    connect(m_engine.get(), &RunEngine::lanePhaseChanged, this,
            [this](LaneId id, LanePhase phase) { m_phases[id].push_back(phase); });
    connect(m_engine.get(), &RunEngine::laneFinished, this, [this](LaneId id, const LaneRecord &ended) {
        QVERIFY2(!record(id), "a second end");
        m_finished.emplace_back(id, ended);
    });
    connect(m_engine.get(), &RunEngine::laneQueued, this,
            [this](LaneId, const QueueNote &note) { m_notes.push_back(note); });
    connect(m_engine.get(), &RunEngine::runFinished, this, [this] { ++m_runsFinished; });
}

void RunEngineTest::cleanup()
{
    m_engine.reset();
    m_endpoints.reset();
    m_transport.reset();
    m_one.reset();
    m_two.reset();
    QCOMPARE(m_clock->runningTimers(), 0);
}

LanePlan RunEngineTest::lane(const char *provider, int index) const
{
    return {.address = {.provider = QString::fromLatin1(provider), .model = QStringLiteral("m")},
            .index = index,
            .request = {.turns = {ChatTurn::text(Role::User, QStringLiteral("hello"))}}};
}

StartedRun RunEngineTest::start(std::vector<LanePlan> lanes, int parallel,
                                std::optional<std::chrono::milliseconds> total)
{
    return m_engine->start({.lanes = std::move(lanes), .parallel = parallel, .totalLimit = total});
}

const LaneRecord *RunEngineTest::record(LaneId id) const
{
    for (const auto &[lane, ended] : m_finished) {
        if (lane == id)
            return &ended;
    }
    return nullptr;
}

} // namespace triptych
