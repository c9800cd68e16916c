// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <utility>
#include <vector>

namespace triptych {

/// A copy of a Markdown text for the parser to read, byte for byte as long as the original, so that every offset holds.
/// What CommonMark would misread is covered in it: the inside of formulas, and CJK punctuation that touches the stars
/// of bold, or the Han character beyond them. The shown text is always taken from the original.
struct MarkdownMask
{
    static constexpr char cover = '\x1a'; ///< Stands for one covered ASCII byte.

    QByteArray text = {};
    std::vector<std::pair<int, int>> formulas = {}; ///< Byte ranges [start, end), sorted.

    static MarkdownMask of(const QByteArray &utf8);
    bool isInFormula(int offset) const;
};

} // namespace triptych
