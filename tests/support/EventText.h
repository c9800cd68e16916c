// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/StreamEvent.h"

namespace triptych {

/// One readable line for each event; neighbouring deltas of one kind are joined, so the text says nothing about how
/// the bytes were cut.
QString toText(const StreamEvents &events);

} // namespace triptych
