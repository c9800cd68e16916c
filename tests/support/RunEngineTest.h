// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpTransport.h"
#include "core/run/RunEngine.h"
#include "tests/support/ManualClock.h"
#include "tests/support/ScriptedServer.h"

#include <QHash>

namespace triptych {

constexpr auto secretKey = "sk-canary-4711";
constexpr auto signingKey = "AKIDEXAMPLE:sk-canary-4711";

// What a provider of the dialect openai-chat sends.
QByteArray delta(const char *text);
QByteArray ending(); ///< Finish, usage and [DONE].
script::Send streamHead();
script::Steps completeAnswer(const char *text);

/// Every provider name is a server of the test; a held lane waits in the queue until it is let go.
class TestEndpoints final : public QObject, public EndpointSource
{
public:
    std::unique_ptr<Pending> resolve(const LanePlan &lane, Progress progress, EndpointSource::Done done) override;

    QHash<QString, QUrl> servers;
    QString dialect = QStringLiteral("openai-chat");
    std::optional<SigningScope> signing = {}; ///< The key then signs requests instead of being sent.
    QByteArray key = {}; ///< Empty: secretKey or signingKey.
    HttpHeader header = {"Authorization", "Bearer "}; ///< What the key is sent in, and what stands before it.
    QString caFile = {};
    QByteArray proxySignIn = {}; ///< "user:password"
    bool isSlowToStart = false; ///< As a local load is.
    bool isHolding = false;
    std::vector<std::function<void()>> held;

private:
    Result<AuthorisedEndpoint> make(const QString &provider, const QString &model) const;
};

/// Where every test of the run engine starts: an engine on a clock that stands still, two providers "one" and "two" on
/// loopback, and a record of all that the engine tells. It fails the test that hears of a lane after its end.
class RunEngineTest : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void init();
    void cleanup();

protected:
    virtual std::unique_ptr<HttpTransport> newTransport(); ///< On m_clock.
    LanePlan lane(const char *provider, int index = 0) const;
    StartedRun start(std::vector<LanePlan> lanes, int parallel = 0,
                     std::optional<std::chrono::milliseconds> total = {});
    const LaneRecord *record(LaneId id) const; ///< Null until the lane has ended.

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<TestEndpoints> m_endpoints;
    std::unique_ptr<RunEngine> m_engine;
    std::unique_ptr<ScriptedServer> m_one, m_two;
    std::map<LaneId, QString> m_text;
    std::map<LaneId, std::vector<LanePhase>> m_phases;
    std::vector<std::pair<LaneId, LaneRecord>> m_finished;
    std::vector<QueueNote> m_notes;
    int m_runsFinished = 0;
};

} // namespace triptych
