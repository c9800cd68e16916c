// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>
#include <deque>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace triptych {

/// What a ScriptedServer does for one request, step by step. No step waits for a clock.
namespace script {

/// Written at once.
struct Send
{
    QByteArray bytes;
};
/// One byte a turn of the event loop.
struct Drip
{
    QByteArray bytes;
};
/// Until the test calls release().
struct Pause
{};
/// FIN, after all that was sent.
struct Close
{};
/// RST at once.
struct Reset
{};
/// FIN, but goes on reading.
struct HalfClose
{};

using Step = std::variant<Send, Drip, Pause, Close, Reset, HalfClose>;
using Steps = std::vector<Step>;

/// A whole answer with Content-Length.
Send answer(int status, const QByteArray &body, const QByteArray &moreHeaders = {});
/// The head of an answer that ends when the connection does, or that is chunked.
Send streamHead(const QByteArray &moreHeaders = {});
Send chunkedHead(const QByteArray &moreHeaders = {});
Send chunk(const QByteArray &bytes); ///< An empty one is the last.

} // namespace script

/// A request as it came in, byte for byte.
struct ScriptedRequest
{
    QByteArray head; ///< With the empty line.
    QByteArray body;
    int connection = 0; ///< Counted from 0.

    QByteArray method() const;
    QByteArray target() const;
    QByteArray header(const QByteArray &name) const;
};

/// An HTTP/1.1 server on loopback inside the test's own event loop. It records what it gets and plays what it was told:
///
///     ScriptedServer server;
///     server.play({script::streamHead(), script::Send {"data: one\n\n"}, script::Pause {}, script::Reset {}});
///     … start something that posts to server.url() …
///     QTRY_COMPARE(server.requests().size(), 1u);
///     QTRY_VERIFY(server.isPaused());
///     server.release(); // and the connection is reset
///
/// Each play() is for one request, in the order they come; playAlways() serves all others. Without either a request is
/// recorded and never answered. Bytes that are no HTTP stay in received(). With a TLS configuration (see
/// TestCertificates) it speaks HTTPS.
class ScriptedServer final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedServer)

public:
    explicit ScriptedServer(const std::optional<QSslConfiguration> &tls = {}, QObject *parent = nullptr);
    ~ScriptedServer() override;

    void play(script::Steps steps);
    void playAlways(script::Steps steps);
    void playOnConnect(script::Steps steps); ///< As soon as a client connects, below TLS.
    /// Makes the answer from the request; asked before play() and playAlways() are; an empty list passes it on.
    void respond(std::function<script::Steps(const ScriptedRequest &)> respond);

    void release(); ///< Every connection that pauses goes on.
    bool isPaused() const; ///< Some connection does.
    void closeAll(); ///< FIN on every connection.
    void resetAll();

    QUrl url(const QString &path = QStringLiteral("/"), const QString &host = QStringLiteral("127.0.0.1")) const;
    const std::vector<ScriptedRequest> &requests() const { return m_requests; }
    const QByteArray &received() const { return m_received; } ///< All bytes of all clients, decrypted.
    int connections() const { return m_connections; } ///< Ever.
    int openConnections() const;
    qint64 unsentBytes() const; ///< Sent by a script, but not yet taken by the system.

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    class Connection;
    script::Steps stepsFor(const ScriptedRequest &request);

    std::optional<QSslConfiguration> m_tls;
    std::deque<script::Steps> m_next;
    script::Steps m_always;
    script::Steps m_onConnect;
    std::function<script::Steps(const ScriptedRequest &)> m_respond;
    std::vector<ScriptedRequest> m_requests;
    QByteArray m_received;
    int m_connections = 0;
};

} // namespace triptych
