// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/CliHome.h"

namespace triptych {

/// A home whose gateway runs as a person starts it, on any free port, and what its clients need. Waits in an event
/// loop, so a server of the test can answer it. One that still runs is ended with the home.
class GatewayHome final : public CliHome
{
public:
    ~GatewayHome();

    bool makeKeyPair() const; ///< And the vault for it.
    QByteArray newToken(const QString &words = {}) const; ///< Empty where it failed.
    static QString idOf(const QByteArray &token); ///< As `token list` has it.

    bool startGateway(const QString &words = {}); ///< False where it has not greeted anybody within 20 s.
    Ended stopGateway(); ///< By SIGTERM; with all that it ever said.
    qint64 processId() const { return m_gateway->processId(); }
    quint16 port() const { return m_port; }
    QString address(const QString &path = {}) const;
    const QByteArray &complaints() { return m_err; } ///< Until now.

    struct Answer
    {
        int status = 0; ///< 0: there was none.
        QByteArray body = {};
        QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    };
    /// Asks the gateway with curl; a body makes it a POST.
    Answer ask(const QString &path, const QByteArray &token, const QByteArray &body = {}) const;
    /// curl with more words, while it runs; the caller waits for it.
    std::unique_ptr<QProcess> curl(const QString &path, const QByteArray &token, const QStringList &more) const;

private:
    void collect();

    std::unique_ptr<QProcess> m_gateway;
    quint16 m_port = 0;
    QByteArray m_out;
    QByteArray m_err;
};

} // namespace triptych
