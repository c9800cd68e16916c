// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/ModelLister.h"

#include "core/dialects/Adapter.h"
#include "core/run/RunPlan.h"

namespace triptych {

namespace {

constexpr qsizetype maxListBytes = 16 * 1024 * 1024;
constexpr std::chrono::seconds listLimit {30};

class Job final : private HttpSink
{
public:
    Job(HttpTransport &transport, Clock &clock, QString modelsPath, ModelLister::Answer answer)
        : m_transport(transport)
        , m_path(std::move(modelsPath))
        , m_answer(std::move(answer))
        , m_limit(clock.newTimer([this] { answerWith(Error {.kind = ErrorKind::Timeout, .cause = QStringLiteral("first_content")}); }))
        , m_end(clock.newTimer([this] { m_self.reset(); }))
    {}
    ~Job() override = default;
    Q_DISABLE_COPY_MOVE(Job)

    void start(EndpointSource &endpoints, const QString &provider, std::shared_ptr<Job> self)
    {
        m_self = std::move(self);
        m_limit->start(listLimit);
        m_pending = endpoints.resolve({.address = {.provider = provider}}, {}, [this](Result<AuthorisedEndpoint> endpoint) {
            if (endpoint)
                send(std::move(endpoint).value());
            else
                answerWith(endpoint.error());
        });
    }

private:
    void send(AuthorisedEndpoint endpoint)
    {
        m_dialect = endpoint.endpoint.dialect;
        HttpRequest http {.method = QByteArrayLiteral("GET"),
                          .url = endpoint.endpoint.url(m_path.isEmpty() ? modelsPath(m_dialect) : m_path),
                          .headers = endpoint.endpoint.headers};
        http.headers.emplace_back("Accept", "application/json");
        if (m_dialect == QLatin1String("anthropic"))
            http.headers.emplace_back("anthropic-version", "2023-06-01");
        m_exchange = m_transport.send({.http = std::move(http), .secretHeaders = std::move(endpoint.secretHeaders),
                                       .proxy = endpoint.proxy, .caFile = endpoint.caFile},
                                      *this);
    }
    void reached(TransportStep, MonotonicTime) override {}
    void headArrived(const HttpResponseHead &head, MonotonicTime) override { m_head = head; }
    void bodyArrived(QByteArrayView bytes, MonotonicTime) override
    {
        m_body.append(bytes);
        if (m_body.size() > maxListBytes)
            answerWith(Error {.kind = ErrorKind::MalformedStream, .cause = QStringLiteral("too_large")});
    }
    void ended(const std::optional<Error> &error, MonotonicTime) override
    {
        const Adapter *adapter = adapterFor(m_dialect);
        if (m_head.status != 0 && !m_head.isSuccess())
            answerWith(adapter->describeFailure(m_head, m_body));
        else if (error)
            answerWith(*error);
        else
            answerWith(adapter->readModels(m_body));
    }
    void answerWith(Result<std::vector<ModelInfo>> result)
    {
        const auto answer = std::exchange(m_answer, {});
        m_limit->stop();
        if (!answer)
            return;
        m_exchange.reset();
        m_end->start(std::chrono::milliseconds(0));
        answer(std::move(result));
    }

    HttpTransport &m_transport;
    QString m_path;
    QString m_dialect;
    ModelLister::Answer m_answer;
    HttpResponseHead m_head;
    QByteArray m_body;
    std::unique_ptr<Timer> m_limit, m_end;
    std::unique_ptr<Pending> m_pending;
    std::unique_ptr<HttpExchange> m_exchange;
    std::shared_ptr<Job> m_self;
};

} // namespace

void ModelLister::fetch(HttpTransport &transport, EndpointSource &endpoints, Clock &clock, const QString &provider,
                        const QString &modelsPath, Answer answer)
{
    auto job = std::make_shared<Job>(transport, clock, modelsPath, std::move(answer));
    job->start(endpoints, provider, job);
}

} // namespace triptych
