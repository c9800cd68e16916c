// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/PromptDocument.h"

namespace triptych {

/// Reads a prompt file of at most 16 MiB. Errors name the file.
Result<PromptDocument> loadPrompt(const QString &file);

/// Writes it atomically: after a crash the file holds the old text or the new one. An existing file keeps its mode.
Result<> savePrompt(const QString &file, const PromptDocument &document);

} // namespace triptych
