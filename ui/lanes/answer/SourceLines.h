// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/markdown/AnswerBlock.h"
#include "ui/lanes/markdown/CodeKeywords.h"

#include <optional>

namespace triptych {

/// The source of an answer as blocks of one line each (very long lines as several), kept up to date as it grows. Fences
/// are dimmed, keywords between them bold; prose shows inline code as code, without its ticks.
class SourceLines
{
public:
    /// Blocks from `firstChanged` on replace what was there.
    struct Change
    {
        int firstChanged = 0;
        std::vector<AnswerBlock> blocks = {};
    };

    explicit SourceLines(bool isProse = false) : m_isProse(isProse) {}
    void clear() { *this = SourceLines(m_isProse); }
    /// `source` is everything so far; only what came since the last call is read.
    Change update(const QString &source);

private:
    AnswerBlock lineBlock(QStringView source, int start, int end, bool isContinuation);

    bool m_isProse = false;
    int m_done = 0; ///< Start of the line (or piece of one) that may still grow.
    int m_blocks = 0; ///< Blocks before it.
    bool m_isContinuation = false;
    std::optional<CodeKeywords> m_code; ///< Inside a fence: what it says about the next line.
};

} // namespace triptych
