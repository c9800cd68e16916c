// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/HealthProbe.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <cstring>
#include <optional>
#include <utility>

namespace triptych {

namespace {

constexpr qsizetype longestAnswer = 1 << 20;

Secret requestFor(QByteArrayView path, const Secret &key)
{
    const QByteArray before = "GET " + path.toByteArray()
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
        + (key.isEmpty() ? "" : "Authorization: Bearer ");
    const QByteArrayView after = key.isEmpty() ? "Connection: close\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    Secret request(std::size_t(before.size() + after.size()) + key.size());
    char *into = request.data();
    std::memcpy(into, before.constData(), std::size_t(before.size()));
    into += before.size();
    if (!key.isEmpty())
        std::memcpy(into, key.data(), key.size());
    std::memcpy(into + key.size(), after.data(), std::size_t(after.size()));
    return request;
}

/// None while the head is not there; the answer is whole once its body has the announced length.
struct Head
{
    int status = 0;
    qsizetype bodyStart = 0;
    std::optional<qsizetype> bodyBytes = {};
};

std::optional<Head> parseHead(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (!bytes.startsWith("HTTP/1.") || end < 12)
        return std::nullopt;
    Head head {.status = bytes.mid(9, 3).toInt(), .bodyStart = end + 4};
    constexpr QByteArrayView name = "\r\ncontent-length:";
    const qsizetype length = bytes.first(end).toLower().indexOf(name);
    if (length >= 0) {
        const qsizetype from = length + name.size();
        head.bodyBytes = bytes.mid(from, bytes.indexOf('\r', from) - from).trimmed().toLongLong();
    }
    return head;
}

} // namespace

HealthProbe::HealthProbe(Clock &clock, quint16 port, QByteArrayView path, const Secret &key,
                         std::chrono::milliseconds limit, Done done)
    : m_limit(clock.newTimer([this] { finish(); })),
      m_request(requestFor(path, key)),
      m_done(std::move(done))
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_socket, &QTcpSocket::connected, this, &HealthProbe::sendRequest);
    connect(&m_socket, &QTcpSocket::readyRead, this, &HealthProbe::readAnswer);
    // Queued, so that nobody is called back from inside connectToHost() or destroyed inside his own socket's signal.
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &HealthProbe::finish, Qt::QueuedConnection);
    m_limit->start(limit);
    // Unbuffered: the key goes to the kernel at once and stays in no buffer of Qt's.
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port, QIODevice::ReadWrite | QIODevice::Unbuffered);
}

HealthProbe::~HealthProbe()
{
    m_socket.disconnect(this);
}

void HealthProbe::sendRequest()
{
    m_socket.write(m_request.data(), qint64(m_request.size()));
    m_request = Secret();
}

void HealthProbe::readAnswer()
{
    m_answer += m_socket.readAll();
    const auto head = parseHead(m_answer);
    const bool isWhole = head && head->bodyBytes && m_answer.size() - head->bodyStart >= *head->bodyBytes;
    if (isWhole || m_answer.size() > longestAnswer)
        QMetaObject::invokeMethod(this, &HealthProbe::finish, Qt::QueuedConnection);
}

void HealthProbe::finish()
{
    if (!m_done)
        return;
    m_limit->stop();
    m_answer += m_socket.readAll();
    const auto head = parseHead(m_answer);
    const bool isUnreachable = m_socket.error() == QAbstractSocket::NetworkError; // ENETUNREACH
    const Answer answer = head ? Answer {.status = head->status, .body = m_answer.mid(head->bodyStart)}
                               : Answer {.isUnreachable = isUnreachable};
    const Done done = std::exchange(m_done, nullptr); // it may destroy this
    done(answer);
}

} // namespace triptych
