// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ConnectionSteps.h"

#include "core/chat/HttpMessage.h"

#include <algorithm>

namespace triptych {

namespace {

bool hasEnded(const CheckLine &line)
{
    return line.state >= CheckLine::Done;
}

/// A name that nobody has to look up.
bool isAddress(const QString &host)
{
    return isLoopbackHost(host) || !QHostAddress(host).isNull();
}

QString nameOf(const QSslCertificate &certificate, bool isIssuer)
{
    QStringList parts;
    for (const auto info : {QSslCertificate::CommonName, QSslCertificate::Organization}) {
        for (const QString &part : isIssuer ? certificate.issuerInfo(info) : certificate.subjectInfo(info))
            parts += part;
    }
    return parts.join(QStringLiteral(", ")).left(200);
}

CertificateFacts factsOf(const QSslCertificate &certificate)
{
    return {.subject = nameOf(certificate, false),
            .issuer = nameOf(certificate, true),
            .expires = certificate.expiryDate().toUTC()};
}

} // namespace

bool ConnectionReport::isGood() const
{
    return isOver && std::none_of(lines.begin(), lines.end(), [](const CheckLine &line) {
               return line.state == CheckLine::Failed;
           });
}

QString checkStepName(CheckStep step)
{
    switch (step) {
    case CheckStep::Key: return QStringLiteral("key");
    case CheckStep::Name: return QStringLiteral("dns");
    case CheckStep::Tcp: return QStringLiteral("tcp");
    case CheckStep::Proxy: return QStringLiteral("proxy");
    case CheckStep::Tls: return QStringLiteral("tls");
    case CheckStep::Http: return QStringLiteral("http");
    }
    Q_UNREACHABLE();
}

QString checkStateName(CheckLine::State state)
{
    switch (state) {
    case CheckLine::Waiting: return QStringLiteral("waiting");
    case CheckLine::Running: return QStringLiteral("running");
    case CheckLine::Done: return QStringLiteral("done");
    case CheckLine::Skipped: return QStringLiteral("skipped");
    case CheckLine::Failed: return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

ConnectionSteps::ConnectionSteps(const QUrl &url, MonotonicTime start)
    : m_since(start),
      m_host(url.host(QUrl::EncodeUnicode))
{
    for (const CheckStep step : {CheckStep::Key, CheckStep::Name, CheckStep::Tcp, CheckStep::Tls, CheckStep::Http})
        if (step != CheckStep::Tls || url.scheme() == QLatin1String("https"))
            m_report.lines.push_back({.step = step});
    runNext();
}

CheckLine *ConnectionSteps::line(CheckStep step)
{
    const auto found = std::find_if(m_report.lines.begin(), m_report.lines.end(),
                                    [step](const CheckLine &candidate) { return candidate.step == step; });
    return found == m_report.lines.end() ? nullptr : &*found;
}

void ConnectionSteps::runNext()
{
    const auto next = std::find_if_not(m_report.lines.begin(), m_report.lines.end(), hasEnded);
    if (next != m_report.lines.end())
        next->state = CheckLine::Running;
}

void ConnectionSteps::finish(CheckStep step, CheckLine::State state, MonotonicTime at)
{
    CheckLine *ended = line(step);
    if (!ended || hasEnded(*ended))
        return;
    ended->state = state;
    if (state != CheckLine::Skipped)
        ended->ms = double((at - m_since).count()) / 1e6;
    m_since = at;
    runNext();
}

void ConnectionSteps::keyFound(MonotonicTime at)
{
    finish(CheckStep::Key, CheckLine::Done, at);
}

void ConnectionSteps::keyMissing(const Error &why, MonotonicTime at)
{
    line(CheckStep::Key)->error = why;
    finish(CheckStep::Key, CheckLine::Skipped, at);
}

void ConnectionSteps::noted(const DialFact &fact, MonotonicTime at)
{
    std::visit(Match {[this, at](const RouteChosen &route) {
                          const QString host = route.proxy.isEmpty() ? m_host : route.proxy.section(u':', 0, -2);
                          if (!route.proxy.isEmpty()) {
                              const auto tcp = m_report.lines.begin() + (line(CheckStep::Tcp) - m_report.lines.data());
                              m_report.lines.insert(tcp + 1, {.step = CheckStep::Proxy, .details = {route.proxy}});
                          }
                          if (isAddress(host))
                              finish(CheckStep::Name, CheckLine::Skipped, at);
                      },
                      [this, at](const AddressesFound &found) {
                          for (const QHostAddress &address : found.addresses)
                              line(CheckStep::Name)->details += address.toString();
                          finish(CheckStep::Name, CheckLine::Done, at);
                      },
                      [this, at](const TcpReached &reached) {
                          line(CheckStep::Tcp)->details += reached.address.toString();
                          finish(CheckStep::Tcp, CheckLine::Done, at);
                      },
                      [this, at](const ProxyAgreed &) { finish(CheckStep::Proxy, CheckLine::Done, at); },
                      [this](const CertificateSeen &seen) {
                          if (CheckLine *tls = line(CheckStep::Tls); tls && !seen.chain.isEmpty())
                              tls->certificate = factsOf(seen.chain.front());
                      }},
               fact);
}

void ConnectionSteps::secured(MonotonicTime at)
{
    finish(CheckStep::Tls, CheckLine::Done, at);
}

void ConnectionSteps::succeeded(const QStringList &details, MonotonicTime at)
{
    line(CheckStep::Http)->details = details;
    finish(CheckStep::Http, CheckLine::Done, at);
    m_report.isOver = true;
}

void ConnectionSteps::failed(const Error &error, MonotonicTime at)
{
    if (error.cause == QLatin1String("tls.ca_file")) // found out before anything was done
        for (const CheckStep step : {CheckStep::Name, CheckStep::Tcp, CheckStep::Proxy})
            finish(step, CheckLine::Skipped, at);
    const auto running = std::find_if_not(m_report.lines.begin(), m_report.lines.end(), hasEnded);
    if (running != m_report.lines.end()) {
        running->error = error;
        running->ms = double((at - m_since).count()) / 1e6;
        running->state = CheckLine::Failed;
    }
    m_report.isOver = true;
}

} // namespace triptych
