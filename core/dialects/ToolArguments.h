// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"

namespace triptych {

/// The JSON text of a call's arguments, whether a server sends it as a text or as the value itself; empty for no
/// arguments.
QByteArray argumentsText(const JsonValue &arguments);

} // namespace triptych
