// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/markdown/AnswerBlock.h"

#include <deque>

namespace triptych {

/// Something in an answer that can be pressed: the copy button of a code block, or a link.
struct AnswerTarget
{
    enum Kind : quint8 { CopyCode, Link };
    Kind kind = CopyCode;
    int block = -1;
    int link = -1; ///< Index into MarkdownDocument::links.
    QString text = {}; ///< The language of the code, or the words of the link.
    bool operator==(const AnswerTarget &) const = default;
};

std::vector<AnswerTarget> targetsOf(const std::deque<AnswerBlock> &blocks);

} // namespace triptych
