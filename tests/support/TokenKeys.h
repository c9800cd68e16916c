// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QTemporaryDir>

namespace triptych {

QByteArray base64Url(const QByteArray &bytes); ///< Without padding.

/// A key pair from the `openssl` command, and tokens that are signed with it by hand, whatever they say.
class TokenKeys
{
public:
    /// `generator` writes the private key to standard output: "genrsa 2048".
    explicit TokenKeys(const QString &generator = QStringLiteral("genrsa 2048"));

    QByteArray privatePem() const { return m_privatePem; }
    QByteArray publicPem() const { return m_publicPem; }

    /// What `openssl dgst` makes of the text, with `how` between the word and the key: "-sha256".
    QByteArray signature(const QByteArray &text, const QString &how = QStringLiteral("-sha256")) const;
    QByteArray token(const QByteArray &header, const QByteArray &claims,
                     const QString &how = QStringLiteral("-sha256")) const;

private:
    QTemporaryDir m_folder;
    QByteArray m_privatePem;
    QByteArray m_publicPem;
};

} // namespace triptych
