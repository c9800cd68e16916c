// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace triptych {

/// The text of a named or numbered character reference such as `&amp;` or `&#8594;`; as written when it is none we
/// know.
QString characterOf(QStringView reference);

} // namespace triptych
