// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/WrappedText.h"

#include <QFontMetricsF>
#include <cmath>

namespace triptych {

WrappedText::WrappedText(const QString &text, const QFont &font, int lineHeight, int width)
    : m_layout(QString(text).replace(QLatin1Char('\n'), QChar::LineSeparator), font),
      m_lineHeight(lineHeight)
{
    const QFontMetricsF metrics(font);
    const qreal baseline = qRound((lineHeight - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_layout.setTextOption(option);
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(qMax(8, width));
        line.setPosition(QPointF(0, line.lineNumber() * lineHeight + baseline - std::ceil(line.ascent())));
    }
    m_layout.endLayout();
}

} // namespace triptych
