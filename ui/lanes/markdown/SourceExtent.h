// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/markdown/AnswerBlock.h"

namespace triptych {

/// Fills AnswerBlock::source: the whole lines a block came from, so that copying a whole block brings its markers and
/// fences. Ranges follow each other and never overlap.
void setSourceExtents(MarkdownDocument &document, QStringView source);

} // namespace triptych
