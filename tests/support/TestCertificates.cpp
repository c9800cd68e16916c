// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/TestCertificates.h"

#include "tests/support/Openssl.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace triptych {

namespace {

const QString ownNames = QStringLiteral("DNS:localhost,DNS:*.example.test,IP:127.0.0.1");
const QString newKey = QStringLiteral("-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes");

QString stemOf(TestCertificates::Kind kind)
{
    switch (kind) {
    case TestCertificates::Kind::Good: return QStringLiteral("good");
    case TestCertificates::Kind::Expired: return QStringLiteral("expired");
    case TestCertificates::Kind::WrongHost: return QStringLiteral("wrong-host");
    case TestCertificates::Kind::SelfSigned: return QStringLiteral("self-signed");
    case TestCertificates::Kind::UnknownCa: return QStringLiteral("unknown-ca");
    }
    Q_UNREACHABLE();
}

} // namespace

TestCertificates::TestCertificates()
{
    using namespace Qt::StringLiterals;
    makeAuthority(u"ca"_s);
    makeAuthority(u"other-ca"_s);
    makeCertificate(stemOf(Kind::Good), u"ca"_s, ownNames, 30);
    makeCertificate(stemOf(Kind::Expired), u"ca"_s, ownNames, -1);
    makeCertificate(stemOf(Kind::WrongHost), u"ca"_s, u"DNS:elsewhere.invalid"_s, 30);
    makeCertificate(stemOf(Kind::UnknownCa), u"other-ca"_s, ownNames, 30);
    const QString self = stemOf(Kind::SelfSigned);
    openssl(
        m_folder.path(),
        QStringLiteral("req -x509 -days 30 -subj /CN=localhost -addext subjectAltName=%1 %2 -keyout %3.key -out %3.pem")
            .arg(ownNames, newKey, self));
}

QString TestCertificates::caFile() const
{
    return m_folder.filePath(QStringLiteral("ca.pem"));
}

QSslConfiguration TestCertificates::server(Kind kind) const
{
    const QString stem = m_folder.filePath(stemOf(kind));
    QFile keyFile(stem + QStringLiteral(".key"));
    if (!keyFile.open(QIODevice::ReadOnly))
        qFatal("no key for the test's certificate");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(stem + QStringLiteral(".pem")));
    configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

void TestCertificates::makeAuthority(const QString &name) const
{
    openssl(m_folder.path(),
            QStringLiteral(
                "req -x509 -days 30 -subj /CN=%1 -addext keyUsage=critical,keyCertSign %2 -keyout %1.key -out %1.pem")
                .arg(name, newKey));
}

void TestCertificates::makeCertificate(const QString &name, const QString &authority, const QString &names,
                                       int days) const
{
    QFile extensions(m_folder.filePath(name + QStringLiteral(".ext")));
    if (!extensions.open(QIODevice::WriteOnly))
        qFatal("cannot write into the test's folder");
    extensions.write("subjectAltName=" + names.toLatin1());
    extensions.close();
    openssl(m_folder.path(), QStringLiteral("req -subj /CN=%1 %2 -keyout %1.key -out %1.csr").arg(name, newKey));
    openssl(m_folder.path(),
            QStringLiteral(
                "x509 -req -in %1.csr -CA %2.pem -CAkey %2.key -CAcreateserial -days %3 -extfile %1.ext -out %1.pem")
                .arg(name, authority, QString::number(days)));
}

} // namespace triptych
