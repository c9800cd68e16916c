// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QDateTime>
#include <QStringList>
#include <vector>

namespace triptych {

/// The steps of a connection in their order; a proxy's only where there is one, TLS only for https.
enum class CheckStep : quint8 { Key, Name, Tcp, Proxy, Tls, Http };

struct CertificateFacts
{
    QString subject = {};
    QString issuer = {};
    QDateTime expires = {};

    bool operator==(const CertificateFacts &) const = default;
};

/// One step of a connection test, as far as it is known.
struct CheckLine
{
    enum State : quint8 { Waiting, Running, Done, Skipped, Failed };

    CheckStep step = CheckStep::Name;
    State state = Waiting;
    std::optional<double> ms = {}; ///< How long the step took; absent until it ended, and where it took none.
    QStringList details = {}; ///< Addresses, a status, a count: what is the same in every language.
    std::optional<CertificateFacts> certificate = {};
    std::optional<Error> error = {}; ///< Of a step that failed, or why one was skipped.

    bool operator==(const CheckLine &) const = default;
};

/// Where a connection test stands.
struct ConnectionReport
{
    std::vector<CheckLine> lines = {};
    bool isOver = false;

    bool isGood() const; ///< It is over, and no step failed.
    bool operator==(const ConnectionReport &) const = default;
};

/// The name of a step in files and scripts: "key", "dns", "tcp", "proxy", "tls", "http".
QString checkStepName(CheckStep step);
QString checkStateName(CheckLine::State state);

} // namespace triptych

Q_DECLARE_METATYPE(triptych::ConnectionReport)
