// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpTransport.h"

#include <QByteArrayList>
#include <functional>
#include <optional>
#include <vector>

namespace triptych {

/// Writes down what an exchange tells. `onAnything` runs after each call, with its name, and may destroy the exchange.
class RecordingSink final : public HttpSink
{
public:
    void reached(TransportStep step, MonotonicTime at) override
    {
        steps.push_back(step);
        note(step == TransportStep::Connected ? "connected" : step == TransportStep::TlsDone ? "tls" : "sent", at);
    }
    void headArrived(const HttpResponseHead &arrived, MonotonicTime at) override
    {
        head = arrived;
        ++heads;
        note("head", at);
    }
    void bodyArrived(QByteArrayView bytes, MonotonicTime at) override
    {
        body.append(bytes);
        largestPiece = std::max(largestPiece, bytes.size());
        note("body", at);
    }
    void ended(const std::optional<Error> &fault, MonotonicTime at) override
    {
        error = fault;
        ++ends;
        note("ended", at);
    }

    bool hasEnded() const { return ends > 0; }
    QString cause() const { return error ? error->cause : QString(); }

    std::vector<TransportStep> steps;
    HttpResponseHead head;
    int heads = 0;
    QByteArray body;
    qsizetype largestPiece = 0;
    std::optional<Error> error;
    int ends = 0;
    QByteArrayList calls; ///< connected, tls, sent, head, body, ended
    std::vector<MonotonicTime> times; ///< Of each call.
    std::function<void(const QByteArray &call)> onAnything;

private:
    void note(const QByteArray &call, MonotonicTime at)
    {
        calls.append(call);
        times.push_back(at);
        if (onAnything)
            onAnything(call);
    }
};

} // namespace triptych
