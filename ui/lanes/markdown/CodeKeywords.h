// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/markdown/AnswerBlock.h"

namespace triptych {

/// Finds the keywords of code, line after line, so that they can be set in bold. Knows strings and comments well enough
/// to leave them alone; an unknown language has no keywords.
class CodeKeywords
{
public:
    explicit CodeKeywords(const QString &language);

    /// Adds the runs of one line that stands at `at` in the shown text.
    void mark(QStringView line, int at, std::vector<StyleRun> &runs);

private:
    int afterString(QStringView line, int at);
    int afterOpenString(QStringView line, int at);

    const QStringList *m_words = nullptr;
    QString m_comment;
    QString m_open; ///< The quotes that end the string we are in, over lines.
};

} // namespace triptych
