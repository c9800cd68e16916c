// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QAbstractSocket>
#include <QList>
#include <QSslError>

namespace triptych {

/// What Qt's sockets report, in the words of the fault catalogue.

Error networkError(const char *cause, const QString &message = {});
Error timeoutError(const char *cause, const QString &message = {});
Error inputError(const char *cause, const QString &message = {});

Error tcpError(int error); ///< By errno: "connect", or "reset" by who took the connection and dropped it.
/// A handshake that failed: "tls.<why>" by the certificate, else by the protocol; "tls_eof" when the other side left.
Error handshakeError(const QList<QSslError> &certificate, QAbstractSocket::SocketError error, const QString &text);

} // namespace triptych
