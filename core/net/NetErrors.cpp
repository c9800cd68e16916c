// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/NetErrors.h"

#include "core/base/SystemText.h"

#include <cerrno>

namespace triptych {

namespace {

Error makeError(ErrorKind kind, const char *cause, const QString &message)
{
    return {.kind = kind, .cause = QString::fromLatin1(cause), .message = message};
}

/// The deeper fault counts: who cannot be trusted is not asked for a name.
int weightOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate: return 5;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted: return 4;
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid: return 3;
    case QSslError::HostNameMismatch: return 2;
    default: return 1;
    }
}

const char *certificateCause(int weight)
{
    constexpr const char *causes[]
        = {"tls.protocol", "tls.certificate", "tls.hostname", "tls.expired", "tls.unknown_ca", "tls.self_signed"};
    return causes[weight];
}

} // namespace

Error networkError(const char *cause, const QString &message)
{
    return makeError(ErrorKind::Network, cause, message);
}

Error timeoutError(const char *cause, const QString &message)
{
    return makeError(ErrorKind::Timeout, cause, message);
}

Error inputError(const char *cause, const QString &message)
{
    return makeError(ErrorKind::InvalidInput, cause, message);
}

Error tcpError(int error)
{
    const QString text = systemErrorText(error);
    if (error == ETIMEDOUT)
        return timeoutError("connect", text);
    return networkError(error == ECONNRESET ? "reset" : "connect", text);
}

Error handshakeError(const QList<QSslError> &certificate, QAbstractSocket::SocketError error, const QString &text)
{
    const QSslError *worst = nullptr;
    for (const QSslError &fault : certificate) {
        if (!worst || weightOf(fault.error()) > weightOf(worst->error()))
            worst = &fault;
    }
    if (worst)
        return networkError(certificateCause(weightOf(worst->error())), worst->errorString());
    return networkError(error == QAbstractSocket::RemoteHostClosedError ? "tls_eof" : "tls.protocol", text);
}

} // namespace triptych
