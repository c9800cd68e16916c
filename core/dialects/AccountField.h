// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/ErrorBody.h"

namespace triptych {

/// The id of the field beside a key that an error is about: "organization", "project" or "workspace", as the presets
/// call them. Empty when it is about none. Only for refusals of the request itself (400, 401, 403, 404).
QString accountFieldIn(const ErrorBody &body);

} // namespace triptych
