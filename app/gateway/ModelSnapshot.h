// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/server/GatewayModels.h"

#include <QStringList>

namespace triptych {

class Session;

/// What a gateway can tell its clients of models now: of the providers that have a key, need none, or had theirs lent.
GatewayModels modelSnapshot(Session &session, const QStringList &lent);

} // namespace triptych
