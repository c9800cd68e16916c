// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpTransport.h"
#include "core/net/Resolver.h"

#include <QHash>
#include <QStringList>
#include <array>

namespace triptych {

inline TransportRequest postTo(const QUrl &url, const QByteArray &body = "{}")
{
    TransportRequest request;
    request.http.url = url;
    request.http.headers = {{"Content-Type", "application/json"}};
    request.http.body = body;
    return request;
}

inline TransportRequest withKey(TransportRequest request, const QByteArray &key)
{
    request.secretHeaders.push_back({"Authorization", "Bearer ", Secret::copyOf(key)});
    return request;
}

int openDescriptors(); ///< Of this process.

/// Answers from a list, at once or when told; knows who still waits.
class StubResolver final : public Resolver
{
public:
    std::unique_ptr<Lookup> lookUp(const QString &host, Found found) override;
    bool isOnline() const override { return online; }

    bool online = true;
    bool answers = true; ///< Otherwise a question waits for ever.
    QHash<QString, QList<QHostAddress>> known; ///< Others are not found.
    std::optional<Error> fault = {}; ///< Instead of an answer.
    QStringList asked;
    int waiting = 0;
};

/// A port that never takes another connection: connecting to it hangs until somebody loses patience.
class HangingPort
{
    Q_DISABLE_COPY_MOVE(HangingPort)

public:
    explicit HangingPort(const QHostAddress &address, quint16 port = 0);
    ~HangingPort();
    quint16 port() const { return m_port; }

private:
    std::array<int, 3> m_descriptors {-1, -1, -1};
    quint16 m_port = 0;
};

} // namespace triptych
