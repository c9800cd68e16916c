// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ServerCertificate.h"

#include "core/secret/Sodium.h"

#include <QSslCertificate>
#include <QSslKey>

namespace triptych {

namespace {

Error faulty(const QString &what)
{
    return {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("gateway.certificate"), .message = what};
}

QSslKey keyOf(const Secret &pem)
{
    const QByteArray bytes = QByteArray::fromRawData(pem.data(), qsizetype(pem.size()));
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(bytes, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// Private keys in these forms hold their public numbers too. Qt cannot take the one from the other, but the numbers of
/// another key would not be found.
bool belongTogether(const QSslKey &privateKey, const QSslKey &publicKey)
{
    const QByteArray shown = publicKey.toDer();
    QByteArray hidden = privateKey.toDer();
    const bool isFound = hidden.contains(shown.mid(shown.size() / 2 - 8, 16));
    sodium::zero(hidden);
    return isFound;
}

QByteArrayList namesOf(const QSslCertificate &certificate)
{
    QByteArrayList names;
    const auto all = certificate.subjectAlternativeNames();
    for (const QString &name : all)
        if (!name.contains(u'*'))
            names += name.toLower().toLatin1();
    return names;
}

} // namespace

Result<ServerCertificate> readServerCertificate(const QByteArray &chainPem, const Secret &keyPem, const QDateTime &now)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(chainPem, QSsl::Pem);
    if (chain.isEmpty())
        return faulty(QStringLiteral("the file holds no certificate in PEM form"));
    const QSslCertificate &own = chain.front();
    if (now < own.effectiveDate() || now > own.expiryDate())
        return faulty(QStringLiteral("the certificate is valid from %1 to %2")
                          .arg(own.effectiveDate().toString(Qt::ISODate), own.expiryDate().toString(Qt::ISODate)));
    const QSslKey key = keyOf(keyPem);
    if (key.isNull())
        return faulty(QStringLiteral("the file holds no RSA or EC private key in PEM form without a pass phrase"));
    if (!belongTogether(key, own.publicKey()))
        return faulty(QStringLiteral("the private key belongs to another certificate"));
    ServerCertificate server;
    server.tls = QSslConfiguration::defaultConfiguration();
    server.tls.setProtocol(QSsl::TlsV1_2OrLater);
    server.tls.setPeerVerifyMode(QSslSocket::VerifyNone); // clients have tokens
    server.tls.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    server.tls.setLocalCertificateChain(chain);
    server.tls.setPrivateKey(key);
    server.names = namesOf(own);
    return server;
}

} // namespace triptych
