// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/settings/DraftFaults.h"

namespace triptych {

/// What is wrong with the description of a provider, and the mend, in a person's language. Empty for an address that is
/// still to be typed.
QString draftFaultText(const DraftFault &fault);

} // namespace triptych
