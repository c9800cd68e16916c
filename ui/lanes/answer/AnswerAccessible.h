// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace triptych {

/// Lets screen readers read an AnswerView: a document whose value is the source, with the copy buttons of its code and
/// its links as children. Growth is not announced. Safe to call often.
void installAnswerAccessibility();

} // namespace triptych
