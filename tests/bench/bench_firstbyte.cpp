// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"
#include "core/net/SystemClock.h"
#include "tests/bench/EchoProcess.h"

#include <QCoreApplication>
#include <algorithm>
#include <curl/curl.h>
#include <iostream>

using namespace triptych;

namespace {

constexpr int calls = 1000;
constexpr int warmUps = 50;
constexpr double limitMs = 0.2;

const QByteArray body = "{\"model\":\"demo\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"" + QByteArray(2000, 'x') + "\"}]}";

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

/// Calls both clients in turn, on one thread, against one server.
class Contest final : public QObject, private HttpSink
{
    Q_DISABLE_COPY_MOVE(Contest)

public:
    explicit Contest(const QUrl &url) : m_url(url), m_transport(m_clock), m_curl(m_clock, url) {}

    void next()
    {
        if (m_ours.size() == calls + warmUps)
            return QCoreApplication::quit();
        TransportRequest request;
        request.http = {.url = m_url, .headers = {{"Content-Type", "application/json"}}, .body = body};
        request.secretHeaders.push_back({"Authorization", "Bearer ", Secret::copyOf("sk-bench")});
        m_begin = m_clock.monotonic();
        m_exchange = m_transport.send(std::move(request), *this);
    }

    std::vector<double> ours() const { return {m_ours.begin() + warmUps, m_ours.end()}; }
    std::vector<double> curls() const { return {m_curls.begin() + warmUps, m_curls.end()}; }

private:
    void reached(TransportStep, MonotonicTime) override {}
    void headArrived(const HttpResponseHead &, MonotonicTime at) override { m_ours.push_back(millisecondsBetween(m_begin, at)); }
    void bodyArrived(QByteArrayView, MonotonicTime) override {}
    void ended(const std::optional<Error> &error, MonotonicTime) override
    {
        if (error)
            qFatal("the transport failed: %s", qPrintable(error->cause));
        m_curls.push_back(m_curl.firstByteMs());
        QMetaObject::invokeMethod(this, &Contest::next, Qt::QueuedConnection);
    }

    SystemClock m_clock;
    const QUrl m_url;
    HttpTransport m_transport;
    CurlClient m_curl;
    std::unique_ptr<HttpExchange> m_exchange;
    MonotonicTime m_begin {};
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

/// The time to the first byte through HttpTransport and through bare libcurl; prints JSON, fails beyond the limit.
int main(int argc, char **argv)
{
    const EchoProcess server;
    QCoreApplication app(argc, argv);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    Contest contest(QUrl(QStringLiteral("http://127.0.0.1:%1/v1/chat/completions").arg(server.port())));
    QMetaObject::invokeMethod(&contest, &Contest::next, Qt::QueuedConnection);
    app.exec();

    const double ours = quantile(contest.ours(), 0.5);
    const double curls = quantile(contest.curls(), 0.5);
    std::cout << "{\"calls\":" << calls << ",\"triptychMedianMs\":" << ours << ",\"libcurlMedianMs\":" << curls
              << ",\"triptychP95Ms\":" << quantile(contest.ours(), 0.95)
              << ",\"libcurlP95Ms\":" << quantile(contest.curls(), 0.95) << ",\"differenceMs\":" << ours - curls
              << ",\"limitMs\":" << limitMs << "}" << std::endl;
    return ours - curls <= limitMs ? 0 : 1;
}
