// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/ModelLister.h"

#include "core/dialects/Adapter.h"
#include "core/dialects/CopilotHeaders.h"
#include "core/dialects/Failure.h"
#include "core/dialects/ModelDetails.h"
#include "core/dialects/ModelPages.h"
#include "core/run/Echoes.h"
#include "core/run/RunPlan.h"

namespace triptych {

namespace {

constexpr qsizetype maxListBytes = 16 * 1024 * 1024;
constexpr std::chrono::seconds listLimit {30};

/// With the headers of the endpoint and copies of its secrets.
TransportRequest authorised(const AuthorisedEndpoint &endpoint, HttpRequest http, const Clock &clock)
{
    http.headers.insert(http.headers.end(), endpoint.endpoint.headers.begin(), endpoint.endpoint.headers.end());
    http.headers.emplace_back("Accept", "application/json");
    TransportRequest request;
    for (const SecretHeader &header : endpoint.secretHeaders)
        request.secretHeaders.push_back({header.name, header.prefix, header.value.clone()});
    if (endpoint.signer)
        for (SecretHeader &header : endpoint.signer->headersFor(http, clock.wallTime()))
            request.secretHeaders.push_back(std::move(header));
    request.http = std::move(http);
    request.proxy = endpoint.proxy;
    request.proxySignIn = endpoint.proxySignIn.clone();
    request.caFile = endpoint.caFile;
    return request;
}

class Job final : private HttpSink
{
public:
    Job(HttpTransport &transport, EndpointSource &endpoints, Clock &clock, QString provider, QUrl url,
        ModelLister::Answer answer)
        : m_transport(transport),
          m_endpoints(endpoints),
          m_clock(clock),
          m_provider(std::move(provider)),
          m_list(std::move(url)),
          m_answer(std::move(answer)),
          m_limit(clock.newTimer(
              [this] { giveUp({.kind = ErrorKind::Timeout, .cause = QStringLiteral("first_content")}); })),
          m_next(clock.newTimer([this] { m_isListed ? askForDetails() : askForPage(); })),
          m_end(clock.newTimer([this] { m_self.reset(); }))
    {}
    ~Job() override = default;
    Q_DISABLE_COPY_MOVE(Job)

    void start(std::shared_ptr<Job> self)
    {
        m_self = std::move(self);
        m_limit->start(listLimit);
        resolve();
    }

private:
    void resolve()
    {
        m_pending = m_endpoints.resolveList(m_provider, [this](Result<AuthorisedEndpoint> endpoint) {
            if (endpoint)
                send(std::move(endpoint).value());
            else
                answerWith(endpoint.error());
        });
    }
    /// What was made for some minutes may end early: once, another is asked for.
    bool renew()
    {
        if (m_head.status != 401 || !m_endpoint.forget || std::exchange(m_wasRenewed, true))
            return false;
        m_endpoint.forget();
        resolve();
        return true;
    }
    void send(AuthorisedEndpoint endpoint)
    {
        m_url = pageAt(endpoint, m_list);
        // The catalogue may have changed since the URL was made; the key goes nowhere but to its own origin.
        if (originOf(m_url) != originOf(QUrl(endpoint.endpoint.baseUrl))) {
            answerWith(Error {
                .kind = ErrorKind::InvalidInput, .cause = QStringLiteral("key_origin"), .message = originOf(m_url)});
            return;
        }
        m_endpoint = std::move(endpoint);
        m_pages = ModelPages(m_endpoint.endpoint.dialect, m_url);
        askForPage();
    }
    void askForPage() { ask(modelsRequest(m_endpoint, m_pages.next(), m_clock)); }
    /// One model after the other; a server that holds many is not to be flooded.
    void askForDetails()
    {
        if (auto question = detailsQuestion())
            ask(authorised(m_endpoint, std::move(*question), m_clock));
        else
            answerWith(std::move(m_models));
    }
    std::optional<HttpRequest> detailsQuestion() const
    {
        if (m_described == m_models.size())
            return {};
        return detailsRequest(m_endpoint.endpoint.dialect, m_url, m_models[m_described].id);
    }
    void ask(TransportRequest request)
    {
        m_head = {};
        m_body.clear();
        m_exchange = m_transport.send(std::move(request), *this);
    }
    /// A list is worth more than what is not yet known of its models.
    void giveUp(const Error &error)
    {
        if (m_isListed)
            answerWith(std::move(m_models));
        else
            answerWith(error);
    }
    void reached(TransportStep, MonotonicTime) override {}
    void headArrived(const HttpResponseHead &head, MonotonicTime) override { m_head = head; }
    void bodyArrived(QByteArrayView bytes, MonotonicTime) override
    {
        m_body.append(bytes);
        if (m_body.size() > maxListBytes)
            giveUp({.kind = ErrorKind::MalformedStream, .cause = QStringLiteral("too_large")});
    }
    void ended(const std::optional<Error> &error, MonotonicTime) override
    {
        if (!m_isListed && renew())
            return;
        if (m_isListed)
            readDetailsOf(m_models[m_described++], error);
        else
            readList(error);
    }
    /// A model that cannot be described stays as the list has it.
    void readDetailsOf(ModelInfo &model, const std::optional<Error> &error)
    {
        if (!error && m_head.isSuccess())
            (void)readDetails(m_body, model);
        m_next->start(std::chrono::milliseconds(0));
    }
    void readList(const std::optional<Error> &error)
    {
        if (m_head.status >= 300 && m_head.status < 400)
            answerWith(describeRedirect(m_pages.next(), m_head));
        else if (m_head.status != 0 && !m_head.isSuccess())
            answerWith(adapterFor(m_endpoint.endpoint.dialect)->describeFailure(m_head, m_body));
        else if (error)
            answerWith(*error);
        else
            readPage();
    }
    void readPage()
    {
        if (const auto read = m_pages.read(m_body); !read) {
            answerWith(read.error());
            return;
        }
        m_isListed = m_pages.isWhole();
        if (m_isListed)
            m_models = m_pages.models();
        if (m_isListed && !detailsQuestion())
            answerWith(std::move(m_models));
        else
            m_next->start(std::chrono::milliseconds(0)); // not from inside the exchange that ends here
    }
    void answerWith(Result<std::vector<ModelInfo>> result)
    {
        const auto answer = std::exchange(m_answer, {});
        m_limit->stop();
        m_next->stop();
        if (!answer)
            return;
        m_exchange.reset();
        m_end->start(std::chrono::milliseconds(0));
        answer(withoutEchoes(std::move(result)));
    }

    Result<std::vector<ModelInfo>> withoutEchoes(Result<std::vector<ModelInfo>> result) const
    {
        const KeyViews keys = keysOf(m_endpoint.secretHeaders, m_endpoint.signer);
        if (result) {
            removeEchoes(result.value(), keys);
            return result;
        }
        Error error = result.error();
        removeEchoes(error, keys);
        return error;
    }

    HttpTransport &m_transport;
    EndpointSource &m_endpoints;
    Clock &m_clock;
    const QString m_provider;
    const QUrl m_list; ///< As the provider's entry has it.
    QUrl m_url;
    bool m_wasRenewed = false;
    AuthorisedEndpoint m_endpoint;
    ModelLister::Answer m_answer;
    HttpResponseHead m_head;
    QByteArray m_body;
    ModelPages m_pages;
    std::vector<ModelInfo> m_models;
    bool m_isListed = false; ///< The pages are read; the models are described.
    size_t m_described = 0;
    std::unique_ptr<Timer> m_limit, m_next, m_end;
    std::unique_ptr<Pending> m_pending;
    std::unique_ptr<HttpExchange> m_exchange;
    std::shared_ptr<Job> m_self;
};

} // namespace

TransportRequest modelsRequest(const AuthorisedEndpoint &endpoint, const QUrl &page, const Clock &clock)
{
    HttpRequest http {.method = QByteArrayLiteral("GET"), .url = page};
    if (endpoint.endpoint.quirks.contains(Quirk::CopilotHeaders))
        http.headers.emplace_back("Editor-Version", editorVersion());
    if (endpoint.endpoint.dialect == QLatin1String("anthropic"))
        http.headers.emplace_back("anthropic-version", "2023-06-01");
    return authorised(endpoint, std::move(http), clock);
}

QUrl pageAt(const AuthorisedEndpoint &endpoint, QUrl page)
{
    if (endpoint.movedFrom.isEmpty() || endpoint.movedFrom != originOf(page))
        return page;
    const QUrl place(endpoint.endpoint.baseUrl);
    page.setScheme(place.scheme());
    page.setAuthority(place.authority());
    return page;
}

void ModelLister::fetch(HttpTransport &transport, EndpointSource &endpoints, Clock &clock, const QString &provider,
                        const QUrl &url, Answer answer)
{
    auto job = std::make_shared<Job>(transport, endpoints, clock, provider, url, std::move(answer));
    job->start(job);
}

} // namespace triptych
