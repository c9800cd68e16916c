// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpTransport.h"

#include <functional>

namespace triptych {

/// Fetches a small answer that holds secrets; its bytes are kept in guarded memory only. Lives on the I/O thread;
/// destroying it gives it up.
class SecretFetch final : private HttpSink
{
    Q_DISABLE_COPY_MOVE(SecretFetch)

public:
    struct Reply
    {
        HttpResponseHead head = {};
        Secret body = {};
    };
    /// Comes once, never before the constructor returned; it may destroy the fetch.
    using Done = std::function<void(Result<Reply>)>;

    static constexpr std::size_t largestBody = 64 << 10;
    static constexpr std::chrono::seconds limit {30};

    SecretFetch(HttpTransport &transport, Clock &clock, TransportRequest request, Done done);
    ~SecretFetch() override;

private:
    void reached(TransportStep, MonotonicTime) override {}
    void headArrived(const HttpResponseHead &head, MonotonicTime at) override;
    void bodyArrived(QByteArrayView bytes, MonotonicTime at) override;
    void ended(const std::optional<Error> &error, MonotonicTime at) override;
    void finish(Result<Reply> reply);

    QUrl m_url;
    Done m_done;
    HttpResponseHead m_head;
    Secret m_body;
    std::size_t m_used = 0;
    std::unique_ptr<Timer> m_limit;
    std::unique_ptr<HttpExchange> m_exchange;
};

} // namespace triptych
