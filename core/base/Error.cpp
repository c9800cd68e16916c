// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/Error.h"

namespace triptych {

QString kindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled: return QStringLiteral("cancelled");
    case ErrorKind::InvalidInput: return QStringLiteral("invalid_input");
    case ErrorKind::Network: return QStringLiteral("network");
    case ErrorKind::Timeout: return QStringLiteral("timeout");
    case ErrorKind::Unauthorized: return QStringLiteral("unauthorized");
    case ErrorKind::RateLimited: return QStringLiteral("rate_limited");
    case ErrorKind::Rejected: return QStringLiteral("rejected");
    case ErrorKind::ServerFault: return QStringLiteral("server_fault");
    case ErrorKind::MalformedStream: return QStringLiteral("malformed_stream");
    case ErrorKind::Storage: return QStringLiteral("storage");
    case ErrorKind::Crypto: return QStringLiteral("crypto");
    case ErrorKind::Process: return QStringLiteral("process");
    case ErrorKind::Unsupported: return QStringLiteral("unsupported");
    }
    Q_UNREACHABLE();
}

} // namespace triptych
