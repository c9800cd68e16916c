// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/TokenKeys.h"

#include "tests/support/Openssl.h"

#include <QFile>

namespace triptych {

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

TokenKeys::TokenKeys(const QString &generator)
    : m_privatePem(openssl(m_folder.path(), generator)),
      m_publicPem(openssl(m_folder.path(), QStringLiteral("pkey -pubout"), m_privatePem))
{
    QFile file(m_folder.filePath(QStringLiteral("private.pem")));
    if (!file.open(QIODevice::WriteOnly) || file.write(m_privatePem) != m_privatePem.size())
        qFatal("the test's key cannot be written");
}

QByteArray TokenKeys::signature(const QByteArray &text, const QString &how) const
{
    return openssl(m_folder.path(), QStringLiteral("dgst %1 -sign private.pem").arg(how), text);
}

QByteArray TokenKeys::token(const QByteArray &header, const QByteArray &claims, const QString &how) const
{
    const QByteArray text = base64Url(header) + '.' + base64Url(claims);
    return text + '.' + base64Url(signature(text, how));
}

} // namespace triptych
