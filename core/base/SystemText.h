// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace triptych {

/// What an errno means, in English whatever the locale: it ends up in records and in JSON. strerror() and
/// qt_error_string() speak the person's language instead.
QString systemErrorText(int code);

} // namespace triptych
