// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslConfiguration>
#include <QTemporaryDir>

namespace triptych {

/// Certificates that a test makes for itself with the `openssl` command, in a folder that goes away with this.
/// Good ones are for localhost, 127.0.0.1 and *.example.test, signed by the authority in caFile().
class TestCertificates
{
public:
    enum class Kind { Good, Expired, WrongHost, SelfSigned, UnknownCa };

    TestCertificates();
    QString caFile() const; ///< PEM.
    QSslConfiguration server(Kind kind = Kind::Good) const;

private:
    void makeAuthority(const QString &name) const;
    void makeCertificate(const QString &name, const QString &authority, const QString &names, int days) const;

    QTemporaryDir m_folder;
};

} // namespace triptych
