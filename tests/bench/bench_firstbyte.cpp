// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"
#include "core/net/SystemClock.h"
#include "core/run/RunEngine.h"
#include "tests/bench/EchoProcess.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstdio>
#include <curl/curl.h>

using namespace triptych;

namespace {

constexpr int calls = 1000;
constexpr int warmUps = 50;
constexpr double limitMs = 0.2;

const QByteArray body = "{\"model\":\"demo\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
    + QByteArray(2000, 'x') + "\"}]}";

double millisecondsBetween(MonotonicTime begin, MonotonicTime end)
{
    return double((end - begin).count()) / 1e6;
}

/// One easy handle, as a careful C program would keep it.
class CurlClient
{
    Q_DISABLE_COPY_MOVE(CurlClient)

public:
    CurlClient(Clock &clock, const QUrl &url) : m_clock(clock), m_handle(curl_easy_init())
    {
        m_headers = curl_slist_append(m_headers, "Content-Type: application/json");
        m_headers = curl_slist_append(m_headers, "Authorization: Bearer sk-bench");
        curl_easy_setopt(m_handle, CURLOPT_URL, url.toEncoded().constData());
        curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headers);
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, body.constData());
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE, long(body.size()));
        curl_easy_setopt(m_handle, CURLOPT_PROXY, "");
        curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &CurlClient::arrived);
        curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
        curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &CurlClient::arrived);
        curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
    }
    ~CurlClient()
    {
        curl_easy_cleanup(m_handle);
        curl_slist_free_all(m_headers);
    }

    double firstByteMs()
    {
        m_firstByte = {};
        const MonotonicTime begin = m_clock.monotonic();
        if (curl_easy_perform(m_handle) != CURLE_OK)
            qFatal("libcurl failed");
        return millisecondsBetween(begin, m_firstByte);
    }

private:
    static std::size_t arrived(char *, std::size_t size, std::size_t count, void *self)
    {
        auto &client = *static_cast<CurlClient *>(self);
        if (client.m_firstByte == MonotonicTime {})
            client.m_firstByte = client.m_clock.monotonic();
        return size * count;
    }

    Clock &m_clock;
    CURL *m_handle;
    curl_slist *m_headers = nullptr;
    MonotonicTime m_firstByte {};
};

/// Every lane goes to the echo, at once and without a key.
class EchoEndpoints final : public QObject, public EndpointSource
{
public:
    explicit EchoEndpoints(const QUrl &base) : m_base(base) {}

    std::unique_ptr<Pending> resolve(const LanePlan &lane, Progress, EndpointSource::Done done) override
    {
        QMetaObject::invokeMethod(
            this,
            [this, done = std::move(done), model = lane.address.model] {
                AuthorisedEndpoint endpoint {
                    .endpoint = {.dialect = QStringLiteral("openai-chat"), .baseUrl = m_base.toString()}};
                endpoint.endpoint.model.id = model;
                endpoint.secretHeaders.push_back({"Authorization", "Bearer ", Secret::copyOf("sk-bench")});
                done(std::move(endpoint));
            },
            Qt::QueuedConnection);
        return std::make_unique<Pending>();
    }

private:
    QUrl m_base;
};

/// Runs a lane and calls with libcurl in turn, on one thread, against one server.
class Contest final : public QObject
{
    Q_DISABLE_COPY_MOVE(Contest)

public:
    explicit Contest(const QUrl &base)
        : m_transport(m_clock),
          m_endpoints(base),
          m_engine(m_transport, m_endpoints, m_clock),
          m_curl(m_clock, QUrl(base.toString() + QStringLiteral("/chat/completions")))
    {
        connect(&m_engine, &RunEngine::laneFinished, this, &Contest::laneFinished);
    }

    void next()
    {
        if (m_ours.size() == calls + warmUps)
            return QCoreApplication::quit();
        m_engine.start(
            {.lanes = {{.address = {QStringLiteral("echo"), QStringLiteral("demo"), {}},
                        .request = {.turns = {ChatTurn::text(Role::User, QString(2000, QLatin1Char('x')))}}}}});
    }

    std::vector<double> ours() const { return {m_ours.begin() + warmUps, m_ours.end()}; }
    std::vector<double> curls() const { return {m_curls.begin() + warmUps, m_curls.end()}; }

private:
    void laneFinished(LaneId, const LaneRecord &record)
    {
        if (record.outcome != LaneOutcome::Complete || !record.timing.firstByteMs)
            qFatal("the lane failed: %s", qPrintable(record.cause));
        m_ours.push_back(*record.timing.firstByteMs);
        m_curls.push_back(m_curl.firstByteMs());
        QMetaObject::invokeMethod(this, &Contest::next, Qt::QueuedConnection);
    }

    SystemClock m_clock;
    HttpTransport m_transport;
    EchoEndpoints m_endpoints;
    RunEngine m_engine;
    CurlClient m_curl;
    std::vector<double> m_ours;
    std::vector<double> m_curls;
};

double quantile(std::vector<double> sample, double share)
{
    const auto at = sample.begin() + std::ptrdiff_t(share * double(sample.size() - 1));
    std::nth_element(sample.begin(), at, sample.end());
    return *at;
}

} // namespace

/// The time from the queue to the first byte of a lane, and that of bare libcurl; fails beyond the limit.
int main(int argc, char **argv)
{
    const EchoProcess server;
    QCoreApplication app(argc, argv);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    Contest contest(QUrl(QStringLiteral("http://127.0.0.1:%1/v1").arg(server.port())));
    QMetaObject::invokeMethod(&contest, &Contest::next, Qt::QueuedConnection);
    app.exec();

    const double ours = quantile(contest.ours(), 0.5);
    const double curls = quantile(contest.curls(), 0.5);
    std::printf("figure: a lane's first byte, median of %d     %.3f ms\n"
                "figure: bare libcurl's                          %.3f ms\n"
                "figure: more than libcurl, at most %.1f          %.3f ms (P95 %.3f against %.3f)\n",
                calls, ours, curls, limitMs, ours - curls, quantile(contest.ours(), 0.95),
                quantile(contest.curls(), 0.95));
    return ours - curls <= limitMs ? 0 : 1;
}
