// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/TokenServer.h"

#include "core/base/JsonWriter.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace triptych {

namespace {

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray delta(const QString &text, bool isLast)
{
    JsonWriter json;
    json.beginObject().key(u"choices").beginArray().beginObject().member(u"index", 0).key(u"delta").beginObject();
    json.member(u"content", text).endObject().key(u"finish_reason");
    isLast ? json.value(QStringLiteral("stop")) : json.null();
    json.endObject().endArray().endObject();
    return "data: " + json.take().bytes + "\n\n";
}

/// Writes what is due by the clock, so that a late timer costs no token.
class Writer final : public QObject
{
public:
    Writer(QTcpSocket *socket, int tokens, int tokensPerSecond)
        : QObject(socket),
          m_socket(socket),
          m_tokens(tokens),
          m_perSecond(tokensPerSecond)
    {
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        connect(&m_timer, &QTimer::timeout, this, &Writer::write);
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(1000 / tokensPerSecond);
        m_clock.start();
    }

private:
    void write()
    {
        const int due = qMin(m_tokens, int(m_clock.elapsed() * m_perSecond / 1000));
        for (; m_sent < due; ++m_sent)
            m_socket->write(chunk(delta(TokenServer::token(m_sent), false)));
        if (m_sent < m_tokens)
            return;
        m_socket->write(chunk(delta({}, true)) + chunk("data: [DONE]\n\n") + chunk({}));
        deleteLater();
    }

    QTcpSocket *m_socket;
    QTimer m_timer;
    QElapsedTimer m_clock;
    int m_tokens;
    int m_perSecond;
    int m_sent = 0;
};

} // namespace

class TokenServer::Listener final : public QTcpServer
{
public:
    Listener(int tokens, int tokensPerSecond)
    {
        connect(this, &QTcpServer::newConnection, this, [this, tokens, tokensPerSecond] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [socket, tokens, tokensPerSecond] {
                    const bool isHead = socket->readAll().contains("HTTP/1.1\r\n");
                    if (isHead)
                        new Writer(socket, tokens, tokensPerSecond);
                });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
};

TokenServer::TokenServer(int tokens, int tokensPerSecond)
    : m_tokens(tokens),
      m_listener(std::make_unique<Listener>(tokens, tokensPerSecond))
{
    if (!m_listener->listen(QHostAddress::LocalHost))
        qFatal("the token server cannot listen: %s", qPrintable(m_listener->errorString()));
    m_port = m_listener->serverPort();
    m_listener->moveToThread(&m_thread);
    m_thread.start();
}

TokenServer::~TokenServer()
{
    Listener *listener = m_listener.release();
    QMetaObject::invokeMethod(
        listener, [listener] { delete listener; }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QString TokenServer::token(int number)
{
    constexpr int tokensInALine = 12;
    constexpr int linesInABlock = 10;
    const int line = number / tokensInALine;
    const bool isCode = line / linesInABlock % 3 == 2;
    QString text = isCode ? QStringLiteral("x%1 = f(%1); ").arg(number) : QStringLiteral("word%1 ").arg(number);
    if (number % tokensInALine == 0 && line % linesInABlock == 0 && line > 0 && line / linesInABlock % 3 != 1)
        text.prepend(isCode ? QStringLiteral("\n```cpp\n") : QStringLiteral("\n```\n\n"));
    if (number % tokensInALine == tokensInALine - 1)
        text += QLatin1Char('\n');
    return text;
}

QString TokenServer::wholeText() const
{
    QString text;
    for (int i = 0; i < m_tokens; ++i)
        text += token(i);
    return text;
}

} // namespace triptych
