// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/ThemeColors.h"

#include <QFont>
#include <QIcon>
#include <QTextCharFormat>

namespace triptych {

class Theme;

/// Fonts, line heights and colours of an answer, taken from the theme at one moment.
struct AnswerStyle
{
    struct Face
    {
        QFont font = {};
        qreal line = 0; ///< Height of a line, whatever fallback fonts it holds.
        qreal baseline = 0; ///< From the top of the line.
    };
    Face base, large, fixed, small;
    ThemeColors colors;
    QIcon copyIcon = {};
    bool isProse = false; ///< Source is shown in the base face and dimmed: reasoning.

    static constexpr qreal codePadding = 12;
    static constexpr qreal codeHead = 20;
    static constexpr qreal gutter = 16; ///< Of one level of a list.

    static AnswerStyle of(const Theme &theme, bool isProse);

    QColor textColor() const { return isProse ? colors.text2 : colors.text; }
    const Face &sourceFace() const { return isProse ? base : fixed; }
    /// The format of a run of TextStyle bits within `face`.
    QTextCharFormat format(quint8 style, const Face &face) const;
};

} // namespace triptych
