// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace triptych {

/// One entry of a list of the gateway: a route, a token, a call.
struct GatewayRow
{
    enum class Tone : quint8 { Plain, Quiet, Warning, Failure }; ///< Of the mark.

    QString id = {};
    QString title = {};
    QString mark = {}; ///< At the right of the title: a status, an amount.
    Tone tone = Tone::Plain;
    QStringList lines = {}; ///< Below the title, smaller.
    QString fault = {}; ///< What is wrong with it; the last line.

    bool operator==(const GatewayRow &) const = default;
};

} // namespace triptych
