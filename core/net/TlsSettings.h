// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QDateTime>
#include <QHash>
#include <QSslConfiguration>

namespace triptych {

/// How we speak TLS: 1.2 or later, HTTP/1.1, the peer always verified. There is no switch to weaken it; who has an
/// authority of their own names its file.
class TlsSettings
{
public:
    /// With the certificates of a PEM file beside the system's; fails with cause "tls.ca_file".
    Result<QSslConfiguration> configuration(const QString &caFile);

private:
    struct Loaded
    {
        QDateTime modified;
        QSslConfiguration configuration;
    };
    QHash<QString, Loaded> m_loaded; ///< Reading the system's certificates one by one takes a while.
};

} // namespace triptych
