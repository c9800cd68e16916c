// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/TlsSettings.h"

#include "core/net/CaFile.h"
#include "core/net/NetErrors.h"

#include <QFileInfo>
#include <QSslCertificate>
#include <QSslSocket>

namespace triptych {

namespace {

QSslConfiguration baseConfiguration()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    return configuration;
}

QList<QSslCertificate> certificates(const QString &file)
{
    return QSslCertificate::fromPath(file, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
}

} // namespace

Result<int> certificatesIn(const QString &file)
{
    const qsizetype count = file.startsWith(u'/') && QFileInfo(file).isFile() ? certificates(file).size() : 0;
    return count > 0 ? Result<int>(int(count)) : inputError("tls.ca_file", file);
}

Result<QSslConfiguration> TlsSettings::configuration(const QString &caFile)
{
    if (caFile.isEmpty())
        return baseConfiguration();
    const QDateTime modified = QFileInfo(caFile).lastModified();
    const auto known = m_loaded.constFind(caFile);
    if (known != m_loaded.constEnd() && known->modified == modified)
        return known->configuration;
    const QList<QSslCertificate> own = certificates(caFile);
    if (own.isEmpty())
        return inputError("tls.ca_file", caFile);
    QSslConfiguration configuration = baseConfiguration();
    configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + own);
    m_loaded.insert(caFile, {modified, configuration});
    return configuration;
}

} // namespace triptych
