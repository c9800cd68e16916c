// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/ConnectionProbe.h"

#include "app/session/ModelLister.h"
#include "core/dialects/Adapter.h"
#include "core/dialects/Failure.h"
#include "core/dialects/ModelList.h"
#include "core/net/ConnectionSteps.h"
#include "core/stream/BodyKind.h"

namespace triptych {

namespace {

constexpr qsizetype mostBody = 1 << 20;

QUrl probedUrl(const ProviderPreset &preset)
{
    return preset.hasModelList() ? preset.modelsUrl(modelsPath(preset.dialect)) : preset.endpointFor({}).url({});
}

class Probe final : public Pending, private HttpSink
{
public:
    Probe(HttpTransport &transport, Clock &clock, const ProviderPreset &preset, AuthorisedEndpoint endpoint,
          const std::optional<Error> &keyFault, ConnectionProbe::Told told)
        : m_clock(clock),
          m_url(pageAt(endpoint, probedUrl(preset))),
          m_isList(preset.hasModelList()),
          m_endpoint(std::move(endpoint)),
          m_hasKey(!keyFault),
          m_told(std::move(told)),
          m_steps(m_url, clock.monotonic()),
          m_limit(clock.newTimer([this] { giveUp(); })),
          m_news(clock.newTimer([this] { tell(); })),
          m_first(clock.newTimer([this, &transport] { begin(transport); }))
    {
        keyFault ? m_steps.keyMissing(*keyFault, clock.monotonic()) : m_steps.keyFound(clock.monotonic());
        m_first->start(std::chrono::milliseconds(0));
    }
    ~Probe() override = default;
    Q_DISABLE_COPY_MOVE(Probe)

private:
    void begin(HttpTransport &transport)
    {
        TransportRequest request
            = modelsRequest(m_endpoint, modelsPageUrl(m_endpoint.endpoint.dialect, m_url, {}), m_clock);
        request.isFresh = true;
        transport.prepare(request.http.url, request.caFile);
        m_steps.beginAt(m_clock.monotonic());
        m_exchange = transport.send(std::move(request), *this);
        tell();
    }

    void tell()
    {
        const auto told = m_told; // which may destroy this
        told(m_steps.report());
    }

    void noted(const DialFact &fact, MonotonicTime at) override
    {
        m_steps.noted(fact, at);
        m_news->start(std::chrono::milliseconds(0)); // not from inside the dialer
    }

    void reached(TransportStep step, MonotonicTime at) override
    {
        if (step == TransportStep::TlsDone)
            m_steps.secured(at);
        if (step == TransportStep::Sent)
            m_limit->start(ConnectionProbe::answerLimit);
        tell();
    }

    void headArrived(const HttpResponseHead &head, MonotonicTime) override { m_head = head; }

    void bodyArrived(QByteArrayView bytes, MonotonicTime) override
    {
        m_body.append(bytes.first(qMin(bytes.size(), mostBody - m_body.size())));
    }

    void ended(const std::optional<Error> &error, MonotonicTime at) override
    {
        m_limit->stop();
        const auto fault = m_head.status == 0 ? withoutAnswer(error.value_or(Error {})) : faultOfAnswer();
        if (m_head.status == 0 || fault)
            m_steps.failed(fault.value_or(Error {}), at);
        else
            m_steps.succeeded(detailsOfAnswer(), at);
        tell();
    }

    void giveUp()
    {
        m_exchange.reset();
        m_steps.failed({.kind = ErrorKind::Timeout, .cause = QStringLiteral("first_content")}, m_clock.monotonic());
        tell();
    }

    /// What is cut off in a lane's answer is, here, no answer at all.
    static Error withoutAnswer(Error error)
    {
        if (error.cause == QLatin1String("reset") || error.cause == QLatin1String("truncated"))
            error.cause = QStringLiteral("no_answer");
        return error;
    }

    /// Without a key a refusal is what had to come, and without a list so is "not found": the server answers.
    std::optional<Error> faultOfAnswer() const
    {
        const bool isRefusal = m_head.status == 401 || m_head.status == 403;
        const bool isExpected = (isRefusal && !m_hasKey) || (!isRefusal && !m_isList && m_head.status < 500);
        if (m_head.status >= 300 && m_head.status < 400)
            return describeRedirect(m_url, m_head);
        if (m_head.isSuccess())
            return faultOfList();
        if (isExpected)
            return {};
        return adapterFor(m_endpoint.endpoint.dialect)->describeFailure(m_head, m_body);
    }

    /// Anybody can answer with a success; who answers with a list is the provider. Hotels answer with a page.
    std::optional<Error> faultOfList() const
    {
        if (isHtml(m_body))
            return Error {.kind = ErrorKind::MalformedStream,
                          .cause = QStringLiteral("html_page"),
                          .message = htmlTitle(m_body),
                          .httpStatus = m_head.status};
        if (!m_isList || m_body.size() == mostBody)
            return {};
        const auto models = adapterFor(m_endpoint.endpoint.dialect)->readModels(m_body);
        return models ? std::nullopt : std::optional(models.error());
    }

    QStringList detailsOfAnswer() const { return {QStringLiteral("HTTP %1").arg(m_head.status)}; }

    Clock &m_clock;
    const QUrl m_url;
    const bool m_isList;
    const AuthorisedEndpoint m_endpoint;
    const bool m_hasKey;
    const ConnectionProbe::Told m_told;
    ConnectionSteps m_steps;
    HttpResponseHead m_head;
    QByteArray m_body;
    std::unique_ptr<Timer> m_limit, m_news, m_first;
    std::unique_ptr<HttpExchange> m_exchange;
};

} // namespace

std::unique_ptr<Pending> ConnectionProbe::start(HttpTransport &transport, Clock &clock, const ProviderPreset &preset,
                                                AuthorisedEndpoint endpoint, const std::optional<Error> &keyFault,
                                                Told told)
{
    return std::make_unique<Probe>(transport, clock, preset, std::move(endpoint), keyFault, std::move(told));
}

} // namespace triptych
