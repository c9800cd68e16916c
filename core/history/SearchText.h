// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace triptych {

/// What the full-text index takes in: the text with every Chinese, Japanese or Korean character as a word of its own,
/// since the index's tokenizer would otherwise take a whole sentence for one word.
QString searchableText(const QString &text);

/// A full-text expression that finds what a person typed, as one phrase whose last word may go on. No typed character
/// is ever an operator. Empty when there is no letter and no digit to look for.
QString searchExpression(const QString &typed);

} // namespace triptych
