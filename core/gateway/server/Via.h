// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace triptych {

/// The header that shows a request's way through gateways (RFC 9110, 7.6.3), so that none goes in a circle.
class Via
{
public:
    explicit Via(QByteArray gatewayId) : m_id(std::move(gatewayId)) {}
    static QByteArray newId(); ///< Random, for as long as a gateway runs.

    bool hasPassed(QByteArrayView via) const; ///< Whether a request with this header came from here.
    /// What the next server is told: of what the client said, only other gateways of our kind, and not more than eight.
    QByteArray onward(QByteArrayView via) const;
    QByteArray own() const;

private:
    QByteArray m_id;
};

} // namespace triptych
