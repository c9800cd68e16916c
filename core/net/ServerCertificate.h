// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

#include <QByteArrayList>
#include <QSslConfiguration>

namespace triptych {

/// What a server shows and proves to its clients.
struct ServerCertificate
{
    QSslConfiguration tls = {};
    QByteArrayList names = {}; ///< Hosts and addresses that it is for, in lower case; none with a `*`.
};

/// From a PEM chain, the server's own certificate first, and its private key in PEM without a pass phrase.
/// InvalidInput "gateway.certificate" says what is wrong: no certificate, no key, a key of another certificate, not
/// valid now.
Result<ServerCertificate> readServerCertificate(const QByteArray &chainPem, const Secret &keyPem, const QDateTime &now);

} // namespace triptych
