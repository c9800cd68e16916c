// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Endpoint.h"

#include <QStringList>

namespace triptych {

/// The keys of LaneSettings that the endpoint's protocol has no word for. What the model itself refuses is not among
/// them.
QStringList settingsUnknownTo(const Endpoint &endpoint);

} // namespace triptych
