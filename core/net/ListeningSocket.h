// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslConfiguration>
#include <QTcpServer>
#include <optional>

namespace triptych {

/// Takes connections of clients, and over TLS greets them first. A client that never shakes hands is its taker's
/// matter.
class ListeningSocket final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListeningSocket)

public:
    explicit ListeningSocket(std::optional<QSslConfiguration> tls);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    const std::optional<QSslConfiguration> m_tls;
};

} // namespace triptych
