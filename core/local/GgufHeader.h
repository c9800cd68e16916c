// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

namespace triptych {

/// What the header of a model file says. Read with bounds: at most 16 MiB of memory, at most 50 ms.
struct GgufHeader
{
    QString architecture = {};
    QString name = {};
    qint64 parameters = 0; ///< Sum over all tensors.
    qint64 contextTokens = 0;
    qint64 fileBytes = 0;
    bool hasChatTemplate = false;
};

/// Refuses what is not a sound GGUF file: wrong magic, impossible counts, tensors that overlap or end outside the file,
/// a FIFO, a folder, an empty file. Cause "gguf.<what>". Never blocks on special files.
Result<GgufHeader> readGgufHeader(const QString &file);

} // namespace triptych
