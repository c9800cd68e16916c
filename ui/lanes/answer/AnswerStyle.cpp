// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/AnswerStyle.h"

#include "ui/lanes/markdown/AnswerBlock.h"
#include "ui/shell/Theme.h"

#include <QFontMetricsF>

namespace triptych {

namespace {

AnswerStyle::Face face(const QFont &font, qreal linePerPixel)
{
    const QFontMetricsF metrics(font);
    const qreal line = qRound(font.pixelSize() * linePerPixel);
    const qreal baseline = qRound((line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent());
    return {font, line, baseline};
}

} // namespace

AnswerStyle AnswerStyle::of(const Theme &theme, bool isProse)
{
    AnswerStyle style;
    style.base = face(theme.baseFont(), 20.0 / 13);
    style.large = face(theme.largeFont(), 24.0 / 16);
    style.fixed = face(theme.fixedFont(), 18.0 / 13);
    style.small = face(theme.smallFont(), 16.0 / 11.5);
    style.colors = theme.colors();
    style.copyIcon = theme.icon(QStringLiteral("copy"));
    style.isProse = isProse;
    return style;
}

QTextCharFormat AnswerStyle::format(quint8 bits, const Face &face) const
{
    QTextCharFormat format;
    QFont font = bits & CodeStyle ? fixed.font : face.font;
    if (bits & BoldStyle)
        font.setWeight(QFont::DemiBold);
    font.setItalic(bits & ItalicStyle);
    font.setStrikeOut(bits & StrikeStyle);
    format.setFont(font);
    if (bits & LinkStyle) {
        format.setForeground(colors.accent);
        format.setFontUnderline(true);
    } else if (bits & DimStyle) {
        format.setForeground(colors.text2);
    }
    return format;
}

} // namespace triptych
