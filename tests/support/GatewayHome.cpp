// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayHome.h"

#include <QRegularExpression>
#include <QTest>
#include <csignal>

namespace triptych {

namespace {

constexpr int patienceMs = 20'000;

quint16 portIn(const QByteArray &greeting)
{
    static const QRegularExpression pattern(QStringLiteral("http://127\\.0\\.0\\.1:([0-9]+)\n"));
    return pattern.match(QString::fromUtf8(greeting)).captured(1).toUShort();
}

} // namespace

GatewayHome::~GatewayHome()
{
    if (m_gateway)
        stopGateway();
}

bool GatewayHome::makeKeyPair() const
{
    return makeVault() && run(QStringLiteral("gateway keypair new") + password()).status == 0;
}

QByteArray GatewayHome::newToken(const QString &words) const
{
    return run(QStringLiteral("gateway token new ") + words + password()).out.trimmed();
}

QString GatewayHome::idOf(const QByteArray &token)
{
    const QByteArray claims = QByteArray::fromBase64(token.split('.').value(1), QByteArray::Base64UrlEncoding);
    return QJsonDocument::fromJson(claims).object()[u"jti"].toString();
}

bool GatewayHome::startGateway(const QString &words)
{
    m_out.clear();
    m_err.clear();
    m_gateway = start((QStringLiteral("gateway --port 0 ") + words).split(u' ', Qt::SkipEmptyParts));
    QObject::connect(m_gateway.get(), &QProcess::readyReadStandardOutput, m_gateway.get(), [this] { collect(); });
    QObject::connect(m_gateway.get(), &QProcess::readyReadStandardError, m_gateway.get(), [this] { collect(); });
    return QTest::qWaitFor([this] { return (m_port = portIn(m_out)) != 0; }, patienceMs);
}

void GatewayHome::collect()
{
    m_out += m_gateway->readAllStandardOutput();
    m_err += m_gateway->readAllStandardError();
}

GatewayHome::Ended GatewayHome::stopGateway()
{
    ::kill(pid_t(m_gateway->processId()), SIGTERM);
    const int status = ended(*m_gateway).status;
    collect();
    m_gateway.reset();
    return {status, m_out, m_err};
}

QString GatewayHome::address(const QString &path) const
{
    return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path);
}

std::unique_ptr<QProcess> GatewayHome::curl(const QString &path, const QByteArray &token, const QStringList &more) const
{
    QStringList words {QStringLiteral("-sS"), QStringLiteral("-N"), QStringLiteral("-q"), address(path)};
    if (!token.isEmpty())
        words << QStringLiteral("-H") << QStringLiteral("Authorization: Bearer ") + QString::fromLatin1(token);
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral("curl"), words + more);
    return process;
}

GatewayHome::Answer GatewayHome::ask(const QString &path, const QByteArray &token, const QByteArray &body) const
{
    QStringList more {QStringLiteral("-w"), QStringLiteral("\n%{http_code}")};
    if (!body.isEmpty())
        more << QStringLiteral("-H") << QStringLiteral("Content-Type: application/json") << QStringLiteral("-d")
             << QString::fromUtf8(body);
    const auto process = curl(path, token, more);
    const QByteArray out = ended(*process).out;
    const qsizetype end = out.lastIndexOf('\n');
    return {out.mid(end + 1).toInt(), out.left(end)};
}

} // namespace triptych
