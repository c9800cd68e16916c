// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/run/EndpointSource.h"

#include <QHash>
#include <QSet>

namespace triptych {

/// Asks providers how many tokens a prompt has, before it is sent to be answered. Waits for no vault and starts no
/// server. Whatever goes wrong is no more than no answer, for there is an estimate: one that does not know the
/// question is not asked again, one that has had enough of them not before its time. Lives on the I/O thread.
class TokenCounter
{
    Q_DISABLE_COPY_MOVE(TokenCounter)

public:
    using Answer = std::function<void(std::optional<qint64>)>;

    TokenCounter(HttpTransport &transport, EndpointSource &endpoints, Clock &clock);
    ~TokenCounter();

    /// `answer` comes once, on this thread, within 10 s and never before count() returned; never when the Pending is
    /// destroyed first. It may destroy it.
    [[nodiscard]] std::unique_ptr<Pending> count(LanePlan lane, Answer answer);

private:
    class Question;
    bool isResting(const QString &provider) const;
    void learn(const QString &provider, const HttpResponseHead &head, QByteArrayView body);

    HttpTransport &m_transport;
    EndpointSource &m_endpoints;
    Clock &m_clock;
    QSet<QString> m_unable; ///< Providers, by id.
    QHash<QString, MonotonicTime> m_restingUntil;
};

} // namespace triptych
