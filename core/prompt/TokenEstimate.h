// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace triptych {

/// About how many tokens a text has for a current model: a guess from the kinds of its characters, for display behind
/// "≈" and for the estimate before sending. Never used as a measured figure.
qint64 estimateTokens(QStringView text);

} // namespace triptych
