// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

namespace triptych {

/// How many certificates a PEM file holds, at least one. InvalidInput "tls.ca_file" for any other file.
Result<int> certificatesIn(const QString &file);

} // namespace triptych
