// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/TokenCounter.h"

#include "core/dialects/CountRequest.h"
#include "core/dialects/Failure.h"
#include "core/run/LaneRequest.h"
#include "core/run/RunPlan.h"

namespace triptych {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds answerLimit = 10s;
constexpr std::chrono::milliseconds usualRest = 60s; // where a provider names no time
constexpr qsizetype maxAnswerBytes = 64 * 1024;

/// Statuses of servers that do not have the path, or nothing behind it.
bool isUnable(int status)
{
    return status == 404 || status == 405 || status == 501;
}

} // namespace

class TokenCounter::Question final : public Pending, private HttpSink
{
    Q_DISABLE_COPY_MOVE(Question)

public:
    Question(TokenCounter &counter, LanePlan lane, Answer answer)
        : m_counter(counter),
          m_lane(std::move(lane)),
          m_answer(std::move(answer)),
          m_limit(counter.m_clock.newTimer([this] { tell({}); }))
    {
        m_lane.mayWait = false;
        m_lane.request.model = m_lane.address.model;
        m_lane.request.settings = m_lane.address.settings;
    }
    ~Question() override = default;

    void start()
    {
        if (m_counter.isResting(m_lane.address.provider)) {
            m_limit->start(0ms);
            return;
        }
        m_limit->start(answerLimit);
        m_pending = m_counter.m_endpoints.resolve(m_lane, {}, [this](Result<AuthorisedEndpoint> endpoint) {
            const auto keepAlive = std::move(m_pending); // this lambda lives in it
            if (!endpoint || !send(std::move(endpoint).value()))
                tell({});
        });
    }

private:
    bool send(AuthorisedEndpoint endpoint)
    {
        m_dialect = endpoint.endpoint.dialect;
        auto http = countRequest(m_lane.request, endpoint.endpoint);
        if (!http)
            return false;
        auto request = withCredentials(std::move(*http), endpoint, m_counter.m_clock.wallTime());
        if (!request)
            return false;
        m_exchange = m_counter.m_transport.send(std::move(request).value(), *this);
        return true;
    }
    void reached(TransportStep, MonotonicTime) override {}
    void headArrived(const HttpResponseHead &head, MonotonicTime) override { m_head = head; }
    void bodyArrived(QByteArrayView bytes, MonotonicTime) override
    {
        m_body.append(bytes);
        if (m_body.size() > maxAnswerBytes)
            tell({});
    }
    void ended(const std::optional<Error> &error, MonotonicTime) override
    {
        m_counter.learn(m_lane.address.provider, m_head, m_body);
        tell(error || !m_head.isSuccess() ? std::nullopt : counted());
    }
    std::optional<qint64> counted() const
    {
        const auto tokens = countedTokens(m_dialect, m_body);
        return tokens ? std::optional(tokens.value()) : std::nullopt;
    }
    /// The last that it does: the answer may be its end.
    void tell(std::optional<qint64> tokens)
    {
        m_limit->stop();
        m_pending.reset();
        m_exchange.reset();
        if (const Answer answer = std::exchange(m_answer, {}))
            answer(tokens);
    }

    TokenCounter &m_counter;
    LanePlan m_lane;
    Answer m_answer;
    std::unique_ptr<Timer> m_limit;
    std::unique_ptr<Pending> m_pending;
    std::unique_ptr<HttpExchange> m_exchange;
    QString m_dialect;
    HttpResponseHead m_head;
    QByteArray m_body;
};

TokenCounter::TokenCounter(HttpTransport &transport, EndpointSource &endpoints, Clock &clock)
    : m_transport(transport),
      m_endpoints(endpoints),
      m_clock(clock)
{}

TokenCounter::~TokenCounter() = default;

std::unique_ptr<Pending> TokenCounter::count(LanePlan lane, Answer answer)
{
    auto question = std::make_unique<Question>(*this, std::move(lane), std::move(answer));
    question->start();
    return question;
}

bool TokenCounter::isResting(const QString &provider) const
{
    return m_unable.contains(provider) || m_clock.monotonic() < m_restingUntil.value(provider, MonotonicTime(0));
}

void TokenCounter::learn(const QString &provider, const HttpResponseHead &head, QByteArrayView body)
{
    if (isUnable(head.status))
        m_unable.insert(provider);
    else if (head.status == 429)
        m_restingUntil[provider] = m_clock.monotonic() + describeHttpFailure(head, body).retryAfter.value_or(usualRest);
}

} // namespace triptych
