// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>
#include <QPointF>
#include <QString>
#include <QTextLayout>

class QPainter;

namespace triptych {

/// Plain text wrapped at a width, in lines of one height whatever the font says. A short-lived helper of painted
/// widgets.
class WrappedText
{
public:
    WrappedText(const QString &text, const QFont &font, int lineHeight, int width);
    int height() const { return m_layout.lineCount() * m_lineHeight; }
    void draw(QPainter &painter, QPointF origin) const { m_layout.draw(&painter, origin); }

private:
    QTextLayout m_layout;
    int m_lineHeight;
};

} // namespace triptych
